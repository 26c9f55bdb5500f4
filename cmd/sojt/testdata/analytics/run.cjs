// Runs SQL in DuckDB: {"setup": "...", "queries": ["...", ...]} on stdin, the rows of each query on
// stdout, an array of objects each. Anything that goes wrong ends it.
const { createRequire } = require("node:module");
const { readFileSync } = require("node:fs");
const { DuckDBInstance } = createRequire(process.env.SOJT_NODE + "/")("@duckdb/node-api");

async function main() {
  const { setup, queries } = JSON.parse(readFileSync(0, "utf8"));
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  await connection.run(setup);
  const all = [];
  for (const sql of queries) {
    const reader = await connection.runAndReadAll(sql);
    all.push(reader.getRowObjectsJson());
  }
  process.stdout.write(JSON.stringify(all));
}

main().catch((err) => {
  process.stderr.write(String(err) + "\n");
  process.exit(1);
});
