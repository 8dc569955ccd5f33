// What node-postgres makes of the server at a port; one JSON text of what it saw.
import pg from "pg";

const port = Number(process.argv[2]);
const client = new pg.Client({ host: "127.0.0.1", port, user: "tester", database: "test", password: "open sesame" });
const notices = [];
client.on("notice", (notice) => notices.push(notice.message));
await client.connect();

const seen = {};
await client.query("CREATE TABLE t (i int PRIMARY KEY, c text, x bytea, moment timestamp(3) with time zone, n numeric(10, 2))");
const moment = new Date("2026-11-21T10:59:00.250Z");
const inserted = await client.query("INSERT INTO t VALUES ($1, $2, $3, $4, $5)", [1, "größe ✓", Buffer.from([0, 255]), moment, "12.50"]);
seen.inserted = inserted.rowCount;
const named = { name: "by-key", text: "SELECT * FROM t WHERE i = $1", values: [1] };
await client.query(named);
const { rows, fields } = await client.query(named);
seen.row = { ...rows[0], x: rows[0].x.toString("hex"), moment: rows[0].moment.toISOString() };
seen.fields = fields.map((field) => field.name);
const binary = await client.query({ text: "SELECT i, c FROM t WHERE i = $1", values: [1], binary: true });
seen.binary = binary.rows[0];
const many = await client.query("SELECT 1 AS a; SELECT 2 AS b");
seen.many = many.map((result) => result.rows[0]);
seen.empty = (await client.query("")).rows.length;

await client.query("BEGIN");
seen.states = [];
for (const text of ["INSERT INTO t (i) VALUES (1)", "SELECT 1"]) {
  await client.query(text).catch((error) => seen.states.push(error.code));
}
seen.ended = (await client.query("COMMIT")).command;
await client.query("SELECT 'x").catch((error) => seen.states.push(error.code, error.position));
await client.query("RAISE");
seen.notices = notices;
await client.end();
console.log(JSON.stringify(seen));
