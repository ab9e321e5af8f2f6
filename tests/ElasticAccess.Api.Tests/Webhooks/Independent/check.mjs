// Reads lines of JSON { secret, id, timestamp, signature, body } and answers each with true or false; a line with
// { secret, id, timestamp, sign } is answered with that implementation's own signature.
import { createInterface } from "node:readline";
import { Webhook } from "standardwebhooks";

for await (const line of createInterface({ input: process.stdin })) {
  const { secret, id, timestamp, signature, body, sign } = JSON.parse(line);
  const webhook = new Webhook(secret);
  if (sign !== undefined) {
    console.log(JSON.stringify(webhook.sign(id, new Date(Number(timestamp) * 1000), sign)));
    continue;
  }
  try {
    webhook.verify(body, { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature });
    console.log("true");
  } catch {
    console.log("false");
  }
}
