// What the generated types do not give: the credential, a key for every writing call, and "granted" in one place.
import createClient, { type Client, type Middleware } from "openapi-fetch";
import type { components, paths } from "./schema.js";

export type Schemas = components["schemas"];
export type AccessAnswer = Schemas["AccessAnswer"];
export type Instance = Schemas["Instance"];
export type LineItem = Schemas["LineItem"];
export type RateTable = Schemas["RateTable"];
export type Requester = Schemas["Requester"];
export type WantedItem = Schemas["WantedItem"];
export type { paths };

/** A line item that never expires ends then, in ms: 9999-12-31T23:59:59.999Z. */
export const permanent = 253402300799999;

export interface ElasticAccessOptions {
  /** Where the service is, such as https://licensing.example.org/dynamicmonetization. */
  baseUrl: string;
  /** An API key or a signed token, or what gives the current one. */
  credential: string | (() => string | Promise<string>);
  /** Sends the requests; the platform's own if not given. */
  fetch?: (request: Request) => Promise<Response>;
}

/** The service refused the call. Nothing is granted. A call without an answer throws what fetch throws. */
export class ElasticAccessError extends Error {
  override readonly name = "ElasticAccessError";

  constructor(
    readonly status: number,
    readonly body: unknown,
  ) {
    super(`${status}: ${text(body)}`);
  }
}

export interface ElasticAccess {
  /** Every operation of the API, typed by its document: `http.GET("/provisioning/api/v1.1/instances")`. */
  readonly http: Client<paths>;
  /** Asks for items and charges those that can be granted, each whole. Look at `isGranted`. */
  request(
    instanceId: string,
    requester: Requester,
    requestedItems: WantedItem[],
    idempotencyKey?: string,
  ): Promise<AccessAnswer>;
}

/** True only when every item that was asked for was granted and charged. */
export function isGranted(answer: AccessAnswer): boolean {
  return answer.requestedItems.length > 0 && answer.requestedItems.every((item) => item.status.code === "1101");
}

export function createElasticAccess(options: ElasticAccessOptions): ElasticAccess {
  const http = createClient<paths>({
    baseUrl: options.baseUrl.replace(/\/+$/, ""),
    // A redirect could carry the credential elsewhere, and makes a GET of a POST.
    redirect: "error",
    ...(options.fetch ? { fetch: options.fetch } : {}),
  });
  http.use(sign(options.credential));
  return {
    http,
    async request(instanceId, requester, requestedItems, idempotencyKey) {
      const { data, error, response } = await http.POST(
        "/elastic/api/v1.1/instances/{instanceId}/access-request",
        {
          params: {
            path: { instanceId },
            ...(idempotencyKey ? { header: { "Idempotency-Key": idempotencyKey } } : {}),
          },
          body: { requester, requestedItems },
        },
      );
      if (data === undefined) {
        throw new ElasticAccessError(response.status, error);
      }
      return data;
    },
  };
}

function sign(credential: ElasticAccessOptions["credential"]): Middleware {
  return {
    async onRequest({ request }) {
      const token = typeof credential === "string" ? credential : await credential();
      request.headers.set("Authorization", `Bearer ${token}`);
      // Without a key of the caller's a fresh one, so that whoever repeats the request does not pay twice.
      if (request.method !== "GET" && !request.headers.has("Idempotency-Key")) {
        request.headers.set("Idempotency-Key", crypto.randomUUID());
      }
      return request;
    },
  };
}

function text(body: unknown): string {
  if (typeof body === "object" && body !== null) {
    const said = (body as Record<string, unknown>)["message"] ?? (body as Record<string, unknown>)["error"];
    if (said !== undefined) {
      return Array.isArray(said) ? said.join("; ") : String(said);
    }
  }
  return typeof body === "string" ? body : JSON.stringify(body);
}
