// Charges tokens on a running service: generate.sh --check starts one and says where it is.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ElasticAccessError, createElasticAccess, isGranted, permanent } from "../src/index.js";

const baseUrl = process.env["ELASTIC_ACCESS_URL"];
const credential = process.env["ELASTIC_ACCESS_KEY"];
assert.ok(baseUrl && credential, "ELASTIC_ACCESS_URL and ELASTIC_ACCESS_KEY say where the service is, and who calls");

const service = createElasticAccess({ baseUrl, credential });
const { http } = service;
const maria = { type: "user", value: "maria" };
const start = 1767225600000;

async function customer(account: string, quantity: number): Promise<string> {
  const { data: instance } = await http.POST("/provisioning/api/v1.1/instances", {
    body: { shortName: `${account}-def-inst`, accountId: account },
  });
  assert.ok(instance);
  const path = { instanceId: instance.id };
  const { response } = await http.PUT("/provisioning/api/v1.1/instances/{instanceId}/line-items", {
    params: { path },
    body: {
      activationId: `${account}-1`, state: "DEPLOYED", quantity, start, end: permanent,
      attributes: { elastic: true, rateTableSeries: "TypeScript" },
    },
  });
  assert.equal(response.status, 200);
  return instance.id;
}

async function used(instanceId: string, lineItemId: string): Promise<number | null | undefined> {
  const { data } = await http.GET("/provisioning/api/v1.1/instances/{instanceId}/line-items/{lineItemId}", {
    params: { path: { instanceId, lineItemId } },
  });
  return data?.used;
}

test("a rate table is published", async () => {
  const { response } = await http.POST("/provisioning/api/v1.1/rate-tables", {
    body: { series: "TypeScript", version: "1", effectiveFrom: start, items: [{ name: "Render", rate: 2.5 }] },
  });
  assert.equal(response.status, 201);
});

test("tokens are charged, and once under one key", async () => {
  const instance = await customer("ts-charged", 100);
  for (let i = 0; i < 2; i++) {
    const answer = await service.request(instance, maria, [{ item: "Render", count: 4 }], "ts-1");
    assert.ok(isGranted(answer));
    assert.equal(answer.requestedItems[0]?.totalTokensCharged, 10);
  }
  assert.equal(await used(instance, "ts-charged-1"), 10);
});

test("too few tokens are a denial, which is no error and charges nothing", async () => {
  const instance = await customer("ts-denied", 9);
  const answer = await service.request(instance, maria, [{ item: "Render", count: 4 }]);
  assert.equal(isGranted(answer), false);
  assert.equal(answer.requestedItems[0]?.status.code, "1202");
  assert.equal(await used(instance, "ts-denied-1"), 0);
});

test("an unknown instance and a wrong credential are errors that say so", async () => {
  const nowhere = "00000000-0000-4000-8000-000000000000";
  await assert.rejects(
    service.request(nowhere, maria, [{ item: "Render", count: 1 }]),
    (e: unknown) => e instanceof ElasticAccessError && e.status === 404 && e.message.length > "404: ".length,
  );
  const stranger = createElasticAccess({ baseUrl, credential: () => "ea_admin_of_somebody_else" });
  await assert.rejects(
    stranger.request(nowhere, maria, [{ item: "Render", count: 1 }]),
    (e: unknown) => e instanceof ElasticAccessError && e.status === 401,
  );
});
