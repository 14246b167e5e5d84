namespace SmartBeats.Api;

/// <summary>One route: a method, a path with names in braces, and who answers.</summary>
/// <param name="Method">In capitals.</param>
/// <param name="Template">Such as <c>/cities/{city}/plans/{id}</c>.</param>
/// <param name="AnswerAsync">Who answers.</param>
internal sealed record Route(string Method, string Template, Func<ApiRequest, Task<ApiAnswer>> AnswerAsync)
{
    private readonly string[] _names = Template.Split('/');

    /// <summary>Whether it is answered without knowing who asks.</summary>
    public bool IsOpen { get; init; }

    /// <summary>The one home that has it; null for both.</summary>
    public HomeKind? Only { get; init; }

    /// <summary>Whether the body is a file that may be too large for memory: <see cref="ApiRequest.Content"/>.</summary>
    public bool TakesFile { get; init; }

    /// <summary>What stands at the names; null where the path is another.</summary>
    /// <param name="path">Without <c>/api</c>.</param>
    public Dictionary<string, string>? Match(string path)
    {
        var parts = path.Split('/');
        if (_names.Length != parts.Length)
        {
            return null;
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < _names.Length; i++)
        {
            if (_names[i].StartsWith('{'))
            {
                values[_names[i][1..^1]] = Uri.UnescapeDataString(parts[i]);
            }
            else if (_names[i] != parts[i])
            {
                return null;
            }
        }

        return values;
    }
}
