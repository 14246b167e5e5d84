using System.Globalization;
using SmartBeats.Api.Links;

namespace SmartBeats.Lambda.Notices;

/// <summary>Short links for e-mails.</summary>
internal static class NoticeLinks
{
    /// <returns>The link's address and the last day it opens.</returns>
    public static async Task<(string Url, string LastDay)> CreateAsync(Cloud cloud, string city, string folder, string file, CancellationToken cancellation = default)
    {
        var expires = cloud.Time.GetUtcNow().AddDays(Limits.ShortLinkDays);
        var token = await ShortLinks.CreateAsync(cloud.Store, city, folder, file, expires, cancellation: cancellation);
        return ($"{cloud.Variable(Variables.ApiUrl)}/r/{token}", expires.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }
}
