using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace SmartBeats.Rehearsal.Stack;

/// <summary>Links that custom resources put their answers to, as CloudFormation's pre-signed ones: a PUT, once, without a content type.</summary>
internal sealed class CloudFormationAnswers
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonObject>> _expected = new();

    public Uri Address { get; set; } = null!;

    public void Map(WebApplication app) => app.MapPut("/cloudformation/{id}", async (HttpContext context, string id) =>
    {
        if (!_expected.TryRemove(id, out var expected) || context.Request.ContentType is not null)
        {
            context.Response.StatusCode = 403;
            return;
        }

        expected.SetResult((await JsonNode.ParseAsync(context.Request.Body))!.AsObject());
    });

    public (string Url, Task<JsonObject> Answered) Expect()
    {
        var id = Guid.NewGuid().ToString("N");
        var expected = _expected[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return (new Uri(Address, $"cloudformation/{id}").ToString(), expected.Task);
    }
}
