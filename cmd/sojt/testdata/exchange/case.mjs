// Judges frameworks: node case.mjs SCHEMA FILE... by ajv, as JSON Schema draft 4 and as draft 7, with the schema
// of a CASE 1.0 CFPackage. Says {"packages": n, "findings": ["FILE: ..."]}. The modules are those in SOJT_NODE.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const require = createRequire(join(process.env.SOJT_NODE, "package.json"));
const [schemaFile, ...files] = process.argv.slice(2);
const schema = JSON.parse(readFileSync(schemaFile, "utf8"));

const judges = ["ajv-draft-04", "ajv"].map((name) => {
  const Ajv = require(name);
  const ajv = new (Ajv.default ?? Ajv)({ strict: false, allErrors: true });
  require("ajv-formats")(ajv);
  return { name, ajv, fits: ajv.compile(schema) };
});

const findings = [];
for (const file of files) {
  const text = JSON.parse(readFileSync(file, "utf8"));
  for (const { name, ajv, fits } of judges) {
    if (!fits(text)) {
      findings.push(`${file}: ${name}: ${ajv.errorsText(fits.errors)}`);
    }
  }
}
console.log(JSON.stringify({ packages: files.length, findings }));
