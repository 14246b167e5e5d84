using System.Text.Json.Nodes;

namespace SmartBeats.Rehearsal.Access;

public sealed class PolicyEvaluatorTests
{
    private const string Policy = """
        { "Statement": [
          { "Effect": "Allow", "Action": ["s3:GetObject", "s3:Put*"], "Resource": "arn:aws:s3:::b/runs/*/request.json" },
          { "Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::b", "Condition": { "StringLikeIfExists": { "s3:prefix": ["runs/*"] } } },
          { "Effect": "Allow", "Action": "sns:Publish", "Resource": "*", "Condition": { "StringEquals": { "aws:SourceAccount": "1" } } },
          { "Effect": "Deny", "Action": "s3:*", "Resource": "arn:aws:s3:::b/runs/secret*", "Sid": "Never" } ] }
        """;

    private static readonly Statement[] _statements = [.. Statement.Of(JsonNode.Parse(Policy)!)];

    [Theory]
    [InlineData("s3:GetObject", "arn:aws:s3:::b/runs/x/request.json", true)]
    [InlineData("S3:getobject", "arn:aws:s3:::b/runs/x/y/request.json", true)]
    [InlineData("s3:PutObject", "arn:aws:s3:::b/runs/x/request.json", true)]
    [InlineData("s3:DeleteObject", "arn:aws:s3:::b/runs/x/request.json", false)]
    [InlineData("s3:GetObject", "arn:aws:s3:::b/runs/x/request.json.bak", false)]
    [InlineData("s3:GetObject", "arn:aws:s3:::B/runs/x/request.json", false)]
    [InlineData("s3:GetObject", "arn:aws:s3:::b/runs/secret-1/request.json", false)]
    [InlineData("sns:Publish", "arn:aws:sns:r:1:t", false)]
    public void Allow_is_needed_and_deny_wins(string action, string resource, bool allowed) =>
        PolicyEvaluator.IsAllowed(_statements, new Requested(action, resource)).ShouldBe(allowed);

    [Theory]
    [InlineData("runs/x/", true)]
    [InlineData("plans/", false)]
    [InlineData(null, true)]
    public void A_condition_with_IfExists_holds_where_the_call_has_no_such_key(string? prefix, bool allowed) =>
        PolicyEvaluator.IsAllowed(_statements, new Requested("s3:ListBucket", "arn:aws:s3:::b", prefix is null ? new Dictionary<string, string>() : new() { ["s3:prefix"] = prefix })).ShouldBe(allowed);

    [Theory]
    [InlineData("a*c", "abbbc", true)]
    [InlineData("a*c", "abbbcd", false)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a?c", "ac", false)]
    [InlineData("*", "", true)]
    [InlineData("a*b*c", "a-b-b-c", true)]
    public void Star_is_any_text_and_a_question_mark_one_character(string pattern, string text, bool fits) => PolicyEvaluator.Matches(pattern, text).ShouldBe(fits);

    [Fact]
    public void What_the_evaluator_does_not_know_is_no_silent_yes() =>
        Should.Throw<NotSupportedException>(() => Statement.Of(JsonNode.Parse("""{"Statement": {"Effect": "Allow", "NotAction": "s3:*", "Resource": "*"}}""")!).ToArray());
}
