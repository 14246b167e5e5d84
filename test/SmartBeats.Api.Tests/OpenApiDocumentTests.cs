using Microsoft.OpenApi;

namespace SmartBeats.Api.Tests;

/// <summary>The document as other people's tools read it.</summary>
public class OpenApiDocumentTests
{
    [Fact]
    public async Task The_document_is_read_without_a_fault_and_has_every_route_once()
    {
        using var json = new MemoryStream(OpenApiDocument.Read());
        var (document, diagnostic) = await Microsoft.OpenApi.OpenApiDocument.LoadAsync(json, "json");
        diagnostic!.Errors.ShouldBeEmpty();
        diagnostic.Warnings.ShouldBeEmpty();
        diagnostic.SpecificationVersion.ShouldBe(OpenApiSpecVersion.OpenApi3_1);
        var operations = document!.Paths.SelectMany(path => path.Value.Operations!.Select(operation => (Path: path.Key, Method: operation.Key.Method, operation.Value))).ToList();
        operations.Select(operation => $"{operation.Method} {operation.Path}").ShouldBe(Routes.All.Select(route => $"{route.Method} {route.Template}"), ignoreOrder: true);
        operations.Select(operation => operation.Value.OperationId).ShouldBeUnique();
        foreach (var (path, _, operation) in operations)
        {
            var given = (operation.Parameters ?? []).Concat(document.Paths[path].Parameters ?? []).Where(parameter => parameter.In == ParameterLocation.Path).Select(parameter => parameter.Name);
            given.ShouldBe(path.Split('/').Where(part => part.StartsWith('{')).Select(part => part.Trim('{', '}')), ignoreOrder: true, path);
        }
    }

    [Fact]
    public async Task A_post_says_that_it_takes_a_key_and_what_it_answers_where_the_key_is_used_up()
    {
        using var json = new MemoryStream(OpenApiDocument.Read());
        var (document, _) = await Microsoft.OpenApi.OpenApiDocument.LoadAsync(json, "json");
        foreach (var (path, item) in document!.Paths)
        {
            if (item.Operations!.TryGetValue(HttpMethod.Post, out var post))
            {
                post.Parameters.ShouldNotBeNull(path).ShouldContain(parameter => parameter.Name == "Idempotency-Key", path);
                post.Responses!.Keys.ShouldContain("422", path);
            }
        }
    }
}
