using Amazon.Lambda.RuntimeSupport;
using SmartBeats.Lambda;

// Nothing here is made before the first event asks for it: a cold start is this file and the runtime client.
var handler = HandlerTable.Find(Environment.GetEnvironmentVariable("_HANDLER") ?? "");
var cloud = new Cloud();
using var bootstrap = LambdaBootstrapBuilder.Create((input, context) => HandlerTable.RunAsync(handler, cloud, input, context)).Build();
await bootstrap.RunAsync();
