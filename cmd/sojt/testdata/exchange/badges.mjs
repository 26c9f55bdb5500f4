// Judges Open Badges by other people's programs: node badges.mjs SCHEMA FILE..., each a JWT a line. The
// signature by jose and by node's own crypto, with the key of the did:key read here; the form by ajv and 1EdTech's
// schema (draft 4). Says {"badges": n, "findings": ["..."]}. The modules are those in SOJT_NODE.
import { createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(join(process.env.SOJT_NODE, "package.json"));
const Ajv = require("ajv-draft-04");
const jose = await import(pathToFileURL(require.resolve("jose")).href);

const ajv = new Ajv({ strict: false, allErrors: true });
require("ajv-formats")(ajv);
const schema = JSON.parse(readFileSync(process.argv[2], "utf8"));
delete schema.$id; // draft 4 has another key for it
const fits = ajv.compile(schema);

const alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
function keyOf(did) {
  if (!did.startsWith("did:key:z6Mk")) return null;
  let n = 0n;
  for (const c of did.slice("did:key:z".length)) n = n * 58n + BigInt(alphabet.indexOf(c));
  const raw = Buffer.from(n.toString(16), "hex");
  return { kty: "OKP", crv: "Ed25519", x: raw.subarray(2).toString("base64url") };
}

let badges = 0;
const findings = [];
for (const file of process.argv.slice(3)) {
  for (const token of readFileSync(file, "utf8").trim().split("\n")) {
    const say = (what) => findings.push(`badge ${badges}: ${what}`);
    badges++;
    const [head, body, sig] = token.split(".");
    let jwk, said;
    try {
      said = JSON.parse(Buffer.from(body, "base64url"));
      jwk = keyOf(said.issuer.id) ?? JSON.parse(Buffer.from(head, "base64url")).jwk;
      const { payload } = await jose.jwtVerify(token, await jose.importJWK(jwk, "EdDSA"), {
        algorithms: ["EdDSA"], issuer: said.issuer.id, currentDate: new Date(said.validFrom),
      });
      if (payload.jti !== payload.id) say("jti is not id");
      if (payload.nbf * 1000 !== Date.parse(payload.validFrom)) say("nbf is not validFrom");
    } catch (e) {
      say(`jose: ${e.message}`);
    }
    try {
      const key = createPublicKey({ key: jwk, format: "jwk" });
      if (!verify(null, Buffer.from(`${head}.${body}`), key, Buffer.from(sig, "base64url"))) say("node: the signature does not fit");
    } catch (e) {
      say(`node: ${e.message}`);
    }
    // The schema is that of the data model 1.1, which calls validFrom and validUntil otherwise.
    if (said && !fits({ ...said, issuanceDate: said.validFrom, ...(said.validUntil && { expirationDate: said.validUntil }) }))
      say(`schema: ${ajv.errorsText(fits.errors)}`);
  }
}
console.log(JSON.stringify({ badges, findings }));
