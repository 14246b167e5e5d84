using System.Security.Cryptography;

namespace SmartBeats.Api.Answers;

/// <summary>Strong entity tags (RFC 9110, 8.8.3): what the caller has already is not sent again.</summary>
internal static class ConditionalAnswer
{
    /// <summary>Gives an answer that can be asked for again its tag, and answers 304 where the caller has it.</summary>
    public static ApiAnswer Apply(ApiRequest request, ApiAnswer answer)
    {
        if (request.Method is not ("GET" or "HEAD") || answer.Status != 200 || answer.Body.IsEmpty)
        {
            return answer;
        }

        answer.Headers.TryAdd("etag", CreateTag(answer.Body.Span));
        if (answer.Headers["cache-control"] == "no-store")
        {
            answer.Headers["cache-control"] = "private, no-cache";
        }

        if (request.FindHeader("if-none-match") is not { } held || !Matches(held, answer.Headers["etag"]))
        {
            return answer;
        }

        var unchanged = ApiAnswer.Empty(304);
        unchanged.Headers.Remove("content-type");
        return unchanged.With("etag", answer.Headers["etag"]).With("cache-control", answer.Headers["cache-control"]).With("vary", "accept-encoding");
    }

    /// <summary>The tag of a content: the same for the same bytes, in quotes as it is sent.</summary>
    public static string CreateTag(ReadOnlySpan<byte> content) => $"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 16))}\"";

    /// <summary>Whether a header's list of tags has one; of whatever encoding it was sent in.</summary>
    /// <param name="header"><c>If-None-Match</c> or <c>If-Match</c>.</param>
    /// <param name="tag">In quotes.</param>
    public static bool Matches(string header, string tag)
    {
        foreach (var part in header.Split(','))
        {
            var held = part.Trim();
            held = held.StartsWith("W/", StringComparison.Ordinal) ? held[2..] : held;
            if (held == "*" || held == tag || AnswerCompression.Encodings.Any(encoding => held == AnswerCompression.Tag(tag, encoding)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether what is to be changed is still what the caller saw; the refusal where not.</summary>
    /// <param name="request">With its <c>If-Match</c>.</param>
    /// <param name="tag">Of what is there now, in quotes; null where there is nothing yet, which <c>If-None-Match: *</c> asks for.</param>
    /// <returns>Null where it may be changed.</returns>
    public static ApiAnswer? Refuse(ApiRequest request, string? tag)
    {
        if (request.FindHeader("if-none-match") == "*")
        {
            return tag is null ? null : ApiAnswer.Problem(412, "It is there already. Get it, and change that.");
        }

        if (request.FindHeader("if-match") is not { } seen)
        {
            return ApiAnswer.Problem(428, "Send If-Match with the ETag of what you changed, as GET gave it; for what is not there yet, If-None-Match: *.");
        }

        return tag is not null && Matches(seen, tag)
            ? null
            : ApiAnswer.Problem(412, "It was changed meanwhile. Get it again, and change that.");
    }
}
