namespace SmartBeats.Rehearsal.Access;

/// <summary>One permission a call needs.</summary>
/// <param name="Resource">An ARN.</param>
/// <param name="Context">Condition keys in lower case, such as <c>s3:prefix</c>.</param>
internal sealed record Requested(string Action, string Resource, IReadOnlyDictionary<string, string> Context)
{
    public Requested(string action, string resource) : this(action, resource, new Dictionary<string, string>())
    {
    }

    public override string ToString() => $"{Action} on {Resource}";
}

/// <summary>IAM's rule within one account: a Deny wins, else an Allow is needed.</summary>
internal static class PolicyEvaluator
{
    public static bool IsAllowed(IEnumerable<Statement> statements, Requested requested)
    {
        var applying = statements.Where(statement => Applies(statement, requested)).ToArray();
        return applying.Any(statement => statement.Allows) && applying.All(statement => statement.Allows);
    }

    public static bool IsDenied(IEnumerable<Statement> statements, Requested requested) =>
        statements.Any(statement => !statement.Allows && Applies(statement, requested));

    private static bool Applies(Statement statement, Requested requested) =>
        statement.Actions.Any(action => Matches(action.ToLowerInvariant(), requested.Action.ToLowerInvariant()))
        && statement.Resources.Any(resource => Matches(resource, requested.Resource))
        && statement.Conditions.All(condition => Holds(condition.Operator, condition.Values, requested.Context.GetValueOrDefault(condition.Key.ToLowerInvariant())));

    /// <param name="value">Null where the call has no such key: then nothing but a negation or an <c>IfExists</c> holds.</param>
    private static bool Holds(string operation, IReadOnlyList<string> wanted, string? value)
    {
        if (operation.EndsWith("IfExists", StringComparison.Ordinal))
        {
            return value is null || Holds(operation[..^"IfExists".Length], wanted, value);
        }

        return operation switch
        {
            "StringEquals" or "ArnEquals" when value is not null => wanted.Any(one => operation == "ArnEquals" ? Matches(one, value) : one == value),
            "StringLike" or "ArnLike" when value is not null => wanted.Any(one => Matches(one, value)),
            "StringNotEquals" => wanted.All(one => one != value),
            "StringNotLike" or "ArnNotLike" => value is null || !wanted.Any(one => Matches(one, value)),
            "Bool" when value is not null => wanted.Any(one => one.Equals(value, StringComparison.OrdinalIgnoreCase)),
            "Null" => wanted.Any(one => bool.Parse(one) == (value is null)),
            "NumericLessThan" when value is not null => wanted.Any(one => double.Parse(value, System.Globalization.CultureInfo.InvariantCulture) < double.Parse(one, System.Globalization.CultureInfo.InvariantCulture)),
            "StringEquals" or "ArnEquals" or "StringLike" or "ArnLike" or "Bool" or "NumericLessThan" => false,
            _ => throw new NotSupportedException($"The policy evaluator does not know the condition {operation}."),
        };
    }

    /// <summary>Whether a pattern with <c>*</c> (any text) and <c>?</c> (one character) fits the whole text.</summary>
    internal static bool Matches(string pattern, string text)
    {
        int p = 0, t = 0, star = -1, resume = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                (star, resume) = (p++, t);
            }
            else if (p < pattern.Length && (pattern[p] == '?' || pattern[p] == text[t]))
            {
                (p, t) = (p + 1, t + 1);
            }
            else if (star >= 0)
            {
                (p, t) = (star + 1, ++resume);
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(p).Trim('*').IsEmpty;
    }
}
