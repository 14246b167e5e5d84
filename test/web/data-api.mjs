// Drives an RDS Data API with AWS's own client and prints what it saw as JSON.
// node data-api.mjs ENDPOINT CLUSTER_ARN SECRET_ARN DATABASE
import {
  RDSDataClient, ExecuteStatementCommand, BatchExecuteStatementCommand,
  BeginTransactionCommand, CommitTransactionCommand, RollbackTransactionCommand,
} from '@aws-sdk/client-rds-data';

const [endpoint, resourceArn, secretArn, database] = process.argv.slice(2);
const client = new RDSDataClient({
  endpoint, region: 'us-west-2', maxAttempts: 1, credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
});
const target = { resourceArn, secretArn, database };
const execute = (sql, parameters, more = {}) => client.send(new ExecuteStatementCommand({ ...target, sql, parameters, ...more }));
const refused = async (call) => {
  try {
    await call();
    return null;
  } catch (error) {
    return { name: error.name, message: error.message, status: error.$metadata.httpStatusCode };
  }
};

const seen = {};
const made = await execute('CREATE TABLE notes (id bigint PRIMARY KEY, body text, weight double precision, seen boolean, raw bytea, day date, price numeric(9,2))', undefined, { continueAfterTimeout: true });
seen.made = { updated: made.numberOfRecordsUpdated, generated: made.generatedFields };

const { transactionId } = await client.send(new BeginTransactionCommand(target));
const inserted = await execute('INSERT INTO notes VALUES (:id, :body, :weight, :seen, :raw, :day, :price)', [
  { name: 'id', value: { longValue: 1 } },
  { name: 'body', value: { stringValue: 'it\'s; "quoted" — ü' } },
  { name: 'weight', value: { doubleValue: 0.1 } },
  { name: 'seen', value: { booleanValue: true } },
  { name: 'raw', value: { blobValue: Uint8Array.of(0, 255, 10) } },
  { name: 'day', value: { stringValue: '2024-02-29' }, typeHint: 'DATE' },
  { name: 'price', value: { stringValue: '12.50' }, typeHint: 'DECIMAL' },
], { transactionId });
seen.inserted = inserted.numberOfRecordsUpdated;
seen.beforeCommit = (await execute('SELECT COUNT(*) FROM notes')).records;
seen.committed = (await client.send(new CommitTransactionCommand({ resourceArn, secretArn, transactionId }))).transactionStatus;

const read = await execute('SELECT * FROM notes WHERE id = :id', [{ name: 'id', value: { longValue: 1 } }], { includeResultMetadata: true });
seen.read = read.records[0].map((field) => ('blobValue' in field ? { blobValue: [...field.blobValue] } : field));
seen.columns = read.columnMetadata.map((column) => [column.name, column.typeName, column.tableName, column.nullable]);
seen.formatted = JSON.parse((await execute('SELECT id, body, price, NULL AS nothing FROM notes', undefined, { formatRecordsAs: 'JSON' })).formattedRecords);

const batch = await client.send(new BatchExecuteStatementCommand({
  ...target, sql: 'INSERT INTO notes (id) VALUES (:id)', parameterSets: [2, 3].map((id) => [{ name: 'id', value: { longValue: id } }]),
}));
seen.batch = batch.updateResults;

const undone = await client.send(new BeginTransactionCommand(target));
await execute('DELETE FROM notes', [], { transactionId: undone.transactionId });
seen.rolledBack = (await client.send(new RollbackTransactionCommand({ resourceArn, secretArn, transactionId: undone.transactionId }))).transactionStatus;
seen.left = (await execute('SELECT id FROM notes ORDER BY id')).records.map(([field]) => field.longValue);

seen.noTable = await refused(() => execute('SELECT * FROM nowhere'));
seen.twice = await refused(() => execute('INSERT INTO notes (id) VALUES (1)'));
seen.over = await refused(() => execute('SELECT 1', [], { transactionId }));
seen.several = await refused(() => execute('SELECT 1; SELECT 2'));
console.log(JSON.stringify(seen));
