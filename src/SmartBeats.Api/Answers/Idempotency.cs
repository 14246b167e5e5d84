using System.Security.Cryptography;
using System.Text;
using SmartBeats.Pipeline.Run;

namespace SmartBeats.Api.Answers;

/// <summary>What was answered under an <c>Idempotency-Key</c>, or that it is being answered.</summary>
/// <param name="BodyHash">SHA-256 of the request's body, in hexadecimal digits.</param>
/// <param name="At">When it was asked, UTC.</param>
/// <param name="Status">Null while it is being answered.</param>
internal sealed record GivenAnswer(string BodyHash, DateTimeOffset At, int? Status, Dictionary<string, string>? Headers, byte[]? Body);

/// <summary>A POST that is sent twice under one <c>Idempotency-Key</c> is done once: the second gets the first's answer.</summary>
/// <remarks>
/// Kept for a day, by caller, path and key. A claim is written first, so that of two at once one is told to wait; a claim
/// without an answer that is older than a minute was left by a process that died, and is taken over.
/// </remarks>
internal static class Idempotency
{
    private const int LongestKey = 200;
    private static readonly TimeSpan _kept = TimeSpan.FromDays(1);
    private static readonly TimeSpan _longestAnswer = TimeSpan.FromMinutes(1);

    public static async Task<ApiAnswer> AnswerOnceAsync(ApiRequest request, Func<ApiRequest, Task<ApiAnswer>> answerAsync)
    {
        if (request.Method != "POST" || request.FindHeader("idempotency-key") is not { } key)
        {
            return await answerAsync(request);
        }

        if (key.Length is 0 or > LongestKey || key.Any(letter => letter is < ' ' or > '~'))
        {
            return ApiAnswer.Problem(
                400, $"Idempotency-Key has 1 to {LongestKey} printable ASCII characters. Send a fresh random one with each new request.");
        }

        var (store, now) = (request.Home.Files, request.Home.Time.GetUtcNow());
        var file = Keys.GivenAnswer.For(Hash($"{request.Caller?.Id}{request.Caller?.Name}\n{request.Path}\n{key}"));
        var claim = new GivenAnswer(Hash(Encoding.Latin1.GetString(request.Body)), now, null, null, null);
        if (!await store.TryCreateAsync(file, claim, ApiJson.Default.GivenAnswer, request.Cancellation))
        {
            var kept = await store.FindAsync(file, ApiJson.Default.GivenAnswer, request.Cancellation);
            if (kept is not null && now - kept.At < (kept.Status is null ? _longestAnswer : _kept))
            {
                return Repeat(kept, claim);
            }

            await store.PutAsync(file, claim, ApiJson.Default.GivenAnswer, request.Cancellation);
        }

        return await KeepAsync(request, file, claim, answerAsync);
    }

    private static async Task<ApiAnswer> KeepAsync(
        ApiRequest request, string file, GivenAnswer claim, Func<ApiRequest, Task<ApiAnswer>> answerAsync)
    {
        var isKept = false;
        try
        {
            var answer = await answerAsync(request);
            if (answer.Status < 500 && answer.Status != 429)
            {
                var kept = claim with { Status = answer.Status, Headers = answer.Headers, Body = (answer.Repeated ?? answer.Body).ToArray() };
                // Kept also for who has hung up: that is who asks again.
                await request.Home.Files.PutAsync(file, kept, ApiJson.Default.GivenAnswer, CancellationToken.None);
                isKept = true;
            }

            return answer;
        }
        finally
        {
            if (!isKept)
            {
                // Another try under the same key is to be answered anew.
                await request.Home.Files.DeleteAsync(file, CancellationToken.None);
            }
        }
    }

    private static ApiAnswer Repeat(GivenAnswer kept, GivenAnswer asked)
    {
        if (kept.BodyHash != asked.BodyHash)
        {
            return ApiAnswer.Problem(
                422, "This Idempotency-Key was sent before with another body. Send a fresh key with each new request.");
        }

        return kept.Status is { } status
            ? new ApiAnswer(status, kept.Body) { Headers = kept.Headers ?? [] }.With("idempotency-replayed", "true")
            : ApiAnswer.Problem(409, "A request with this Idempotency-Key is being answered. Ask again in a moment.")
                .With("retry-after", "1");
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
