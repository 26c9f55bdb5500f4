// Judges xAPI statements by Learning Locker's validator: node xapi.mjs FILE..., each a JSON array.
// Says {"statements": n, "findings": [{"id", "what"}]}. The modules are those in SOJT_NODE.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.env.SOJT_NODE, "package.json"));
const judge = require("@learninglocker/xapi-validation").default;

let statements = 0;
const findings = [];
for (const file of process.argv.slice(2)) {
  for (const s of JSON.parse(readFileSync(file, "utf8"))) {
    statements++;
    // The validator knows 1.0.x alone.
    if (s.version === "2.0.0") s.version = "1.0.0";
    for (const w of judge(s)) findings.push({ id: s.id, what: `${w.name} at ${(w.path || []).join(".")}: ${JSON.stringify(w.data)}` });
  }
}
console.log(JSON.stringify({ statements, findings }));
