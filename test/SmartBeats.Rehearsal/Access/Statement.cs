using System.Text.Json.Nodes;

namespace SmartBeats.Rehearsal.Access;

/// <summary>One statement of an IAM policy, its intrinsic functions resolved.</summary>
/// <param name="Actions">Such as <c>s3:GetObject</c>; <c>*</c> and <c>?</c> stand for others.</param>
/// <param name="Principals">Of a resource's policy: <c>*</c>, ARNs and service names; empty in a role's policy.</param>
/// <param name="Conditions">Operator, key, values: all must hold, for one of the values each.</param>
internal sealed record Statement(
    bool Allows, IReadOnlyList<string> Actions, IReadOnlyList<string> Resources, IReadOnlyList<string> Principals,
    IReadOnlyList<(string Operator, string Key, IReadOnlyList<string> Values)> Conditions)
{
    /// <param name="policy">A policy document.</param>
    /// <exception cref="NotSupportedException">It uses what this evaluator does not know: better loud than wrong.</exception>
    public static IEnumerable<Statement> Of(JsonNode policy) => Items(policy["Statement"]).Select(statement =>
    {
        foreach (var (name, _) in statement!.AsObject())
        {
            if (name is not ("Effect" or "Action" or "Resource" or "Principal" or "Condition" or "Sid"))
            {
                throw new NotSupportedException($"The policy evaluator does not know \"{name}\".");
            }
        }

        var conditions =
            from operation in statement["Condition"]?.AsObject() ?? []
            from pair in operation.Value!.AsObject()
            select (operation.Key, pair.Key, Texts(pair.Value));
        var principal = statement["Principal"];
        return new Statement(
            (string?)statement["Effect"] == "Allow", Texts(statement["Action"]), Texts(statement["Resource"]),
            principal is JsonObject kinds ? [.. kinds.SelectMany(kind => Texts(kind.Value))] : Texts(principal), [.. conditions]);
    });

    private static JsonNode?[] Items(JsonNode? node) => node is JsonArray several ? [.. several] : node is null ? [] : [node];

    private static string[] Texts(JsonNode? node) => [.. Items(node).Select(item => item!.ToString())];
}
