using System.Text;

namespace SmartBeats.Rehearsal.DataApi;

/// <summary>A statement with <c>:name</c> turned into PostgreSQL's <c>$1</c>, the names in their order.</summary>
internal sealed record StatementText(string Sql, IReadOnlyList<string> Names)
{
    /// <exception cref="DataApiError">There are several statements.</exception>
    public static StatementText Parse(string sql)
    {
        var text = new StringBuilder(sql.Length);
        var names = new List<string>();
        var ended = false;
        for (var at = 0; at < sql.Length;)
        {
            var end = EndOfQuoted(sql, at);
            var isComment = sql[at] is '-' or '/';
            if (end > at)
            {
                Follow(ended && !isComment);
                text.Append(sql, at, end - at);
                at = end;
            }
            else if (sql[at] == ':' && at + 1 < sql.Length && sql[at + 1] == ':')
            {
                Follow(ended);
                text.Append("::");
                at += 2;
            }
            else if (sql[at] == ':' && at + 1 < sql.Length && IsNameStart(sql[at + 1]))
            {
                Follow(ended);
                end = at + 2;
                while (end < sql.Length && IsNamePart(sql[end]))
                {
                    end++;
                }

                var name = sql[(at + 1)..end];
                if (!names.Contains(name))
                {
                    names.Add(name);
                }

                text.Append('$').Append(names.IndexOf(name) + 1);
                at = end;
            }
            else
            {
                Follow(ended && sql[at] != ';' && !char.IsWhiteSpace(sql[at]));
                ended |= sql[at] == ';';
                text.Append(sql[at++]);
            }
        }

        return new StatementText(text.ToString(), names);

        static void Follow(bool another)
        {
            if (another)
            {
                throw DataApiError.Validation("Multistatements aren't supported.");
            }
        }
    }

    /// <summary>Where a text, a quoted name or a comment that begins here ends; the same place where none begins.</summary>
    private static int EndOfQuoted(string sql, int at) => sql[at] switch
    {
        '\'' => EndOfText(sql, at, at > 0 && sql[at - 1] is 'e' or 'E' && (at < 2 || !IsNamePart(sql[at - 2]))),
        '"' => After(sql, "\"", at + 1),
        '-' when At(sql, "--", at) => After(sql, "\n", at + 2),
        '/' when At(sql, "/*", at) => EndOfComment(sql, at + 2),
        '$' when at == 0 || !IsNamePart(sql[at - 1]) => EndOfDollars(sql, at),
        _ => at,
    };

    private static int EndOfText(string sql, int at, bool escapes)
    {
        for (at++; at < sql.Length; at++)
        {
            if (escapes && sql[at] == '\\')
            {
                at++;
            }
            else if (sql[at] == '\'')
            {
                return at + 1;
            }
        }

        return sql.Length;
    }

    private static int EndOfComment(string sql, int at)
    {
        for (var depth = 1; at < sql.Length;)
        {
            if (At(sql, "/*", at))
            {
                (depth, at) = (depth + 1, at + 2);
            }
            else if (At(sql, "*/", at))
            {
                at += 2;
                if (--depth == 0)
                {
                    return at;
                }
            }
            else
            {
                at++;
            }
        }

        return sql.Length;
    }

    private static int EndOfDollars(string sql, int at)
    {
        var end = at + 1;
        while (end < sql.Length && (end == at + 1 ? IsNameStart(sql[end]) : IsNamePart(sql[end])))
        {
            end++;
        }

        return end < sql.Length && sql[end] == '$' ? After(sql, sql[at..(end + 1)], end + 1) : at;
    }

    private static int After(string sql, string mark, int from) => sql.IndexOf(mark, from, StringComparison.Ordinal) is var found and >= 0 ? found + mark.Length : sql.Length;

    private static bool At(string sql, string mark, int at) => sql.AsSpan(at).StartsWith(mark);

    private static bool IsNameStart(char c) => char.IsLetter(c) || c == '_';

    private static bool IsNamePart(char c) => char.IsLetterOrDigit(c) || c == '_';
}
