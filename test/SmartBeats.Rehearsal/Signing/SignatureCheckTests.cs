using System.Globalization;
using Microsoft.AspNetCore.Http;
using SmartBeats.Rehearsal.Gateway;

namespace SmartBeats.Rehearsal.Signing;

/// <summary>The examples of "Authenticating Requests (AWS Signature Version 4)" in the S3 API Reference.</summary>
public sealed class SignatureCheckTests
{
    private const string Empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private const string Link =
        "?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z"
        + "&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404";

    private readonly CredentialBook _book = new();
    private DateTimeOffset _now = DateTimeOffset.Parse("2013-05-24T00:00:00Z", CultureInfo.InvariantCulture);

    public SignatureCheckTests() => _book.Add(new Credentials("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", null, Principal.Administrator));

    private SignatureCheck Check => new(_book, () => _now);

    [Fact]
    public void The_documented_GET_with_a_range_is_accepted() => Check.Verify(Get("bytes=0-9")).Signer.AccessKeyId.ShouldBe("AKIAIOSFODNN7EXAMPLE");

    [Fact]
    public void Another_range_than_was_signed_is_refused() => Refusal(Get("bytes=0-10")).Code.ShouldBe("SignatureDoesNotMatch");

    [Fact]
    public void A_body_that_was_not_signed_is_refused() => Refusal(Get("bytes=0-9") with { Body = [1] }).Code.ShouldBe("XAmzContentSHA256Mismatch");

    [Fact]
    public void An_old_signature_is_refused()
    {
        _now += TimeSpan.FromMinutes(16);
        Refusal(Get("bytes=0-9")).Code.ShouldBe("RequestTimeTooSkewed");
    }

    [Fact]
    public void A_header_that_AWS_acts_on_cannot_be_added()
    {
        var request = Get("bytes=0-9");
        request.Headers["x-amz-acl"] = "public-read";
        Refusal(request).Message.ShouldBe("There were headers present in the request which were not signed: x-amz-acl");
    }

    [Fact]
    public void The_documented_link_opens_for_a_day()
    {
        Check.Verify(Linked(Link)).Claim.IsInQuery.ShouldBeTrue();
        _now += TimeSpan.FromDays(1) + TimeSpan.FromSeconds(1);
        Refusal(Linked(Link)).Message.ShouldBe("Request has expired");
    }

    [Theory]
    [InlineData("86400", "90000", "SignatureDoesNotMatch")]
    [InlineData("86400", "604801", "AuthorizationQueryParametersError")]
    [InlineData("AKIAIOSFODNN7EXAMPLE", "AKIAIOSFODNN7EXAMPLF", "InvalidAccessKeyId")]
    [InlineData("aws4_request", "aws4_reques", "IncompleteSignature")]
    public void A_link_somebody_changed_is_refused(string signed, string changed, string code) =>
        Refusal(Linked(Link.Replace(signed, changed, StringComparison.Ordinal))).Code.ShouldBe(code);

    private RefusalException Refusal(Arrival request) => Should.Throw<RefusalException>(() => Check.Verify(request));

    private static Arrival Get(string range) => new("GET", "/test.txt", "", [], new HeaderDictionary
    {
        ["Host"] = "examplebucket.s3.amazonaws.com",
        ["Range"] = range,
        ["x-amz-content-sha256"] = Empty,
        ["x-amz-date"] = "20130524T000000Z",
        ["Authorization"] = "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, SignedHeaders=host;range;x-amz-content-sha256;x-amz-date, "
            + "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
    }, []);

    private static Arrival Linked(string query) =>
        new("GET", "/test.txt", query, Arrival.Parse(query.TrimStart('?')), new HeaderDictionary { ["Host"] = "examplebucket.s3.amazonaws.com" }, []);
}
