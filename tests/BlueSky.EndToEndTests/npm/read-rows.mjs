// Reads a table with Microsoft's JavaScript SDK, as staff tools would, and prints its rows as one JSON array.
// Usage: STORAGE=<connection string> node read-rows.mjs <table> <OData filter>
import { TableClient } from '@azure/data-tables';

const [table, filter] = process.argv.slice(2);
const client = TableClient.fromConnectionString(process.env.STORAGE, table, { allowInsecureConnection: true });

const rows = [];
for await (const row of client.listEntities({ queryOptions: { filter } })) {
  rows.push(row);
}

process.stdout.write(JSON.stringify(rows));
