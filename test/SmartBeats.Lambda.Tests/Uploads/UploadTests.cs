using SmartBeats.Lambda.Uploads;

namespace SmartBeats.Lambda.Tests.Uploads;

public class UploadTests
{
    [Fact]
    public async Task An_event_gives_the_key_as_the_object_has_it()
    {
        var happened = await LambdaJson.ReadAsync(Sample.Open("s3-put"), LambdaJson.Default.S3Event);
        var upload = Upload.Of(happened.Records[0]);
        upload.Key.ShouldBe("incoming/glendale/Calls for service (2021).csv");
        upload.VersionId.ShouldBe("096fKKXTRTtl3on89fVO.nfljtsv6qko");
        upload.Place.ShouldBe(new UploadPlace(UploadPlaceKind.File, "glendale", "Calls for service (2021).csv"));
        upload.Id.ShouldBe(Upload.Of(happened.Records[0]).Id);
        (upload with { VersionId = "another" }).Id.ShouldNotBe(upload.Id);
    }

    [Theory]
    [InlineData("0055AED6DCD90281E5", "0055AED6DCD90281E6")]
    [InlineData("0A", "0A1")]
    [InlineData("0A", "0B")]
    [InlineData("0AFF", "0B")]
    public void Sequencers_of_unequal_length_compare_padded_on_the_right(string earlier, string later) =>
        string.CompareOrdinal(Upload.Pad(earlier), Upload.Pad(later)).ShouldBeLessThan(0);

    [Theory]
    [InlineData("incoming/glendale/calls.csv", "File", "glendale", "calls.csv")]
    [InlineData("incoming/calls.csv", "Misplaced", null, "calls.csv")]
    [InlineData("incoming/glendale/2021/calls.csv", "Misplaced", "glendale", "calls.csv")]
    [InlineData("incoming/glendale/", "Folder", null, "incoming/glendale/")]
    [InlineData("incoming/glendale/.continue/abc.json", "Continuation", "glendale", "abc.json")]
    [InlineData("elsewhere/glendale/calls.csv", "Misplaced", null, "calls.csv")]
    public void A_key_says_what_it_is(string key, string kind, string? city, string fileName) =>
        UploadPlace.Of(key).ShouldBe(new UploadPlace(Enum.Parse<UploadPlaceKind>(kind), city, fileName));

    [Fact]
    public void A_file_in_a_signals_folder_is_that_signal()
    {
        UploadPlace.Of("incoming/glendale/signals/crashes/2024.geojson")
            .ShouldBe(new UploadPlace(UploadPlaceKind.File, "glendale", "2024.geojson") { Signal = "crashes" });
        UploadPlace.Of("incoming/glendale/signals/crashes.geojson").Kind.ShouldBe(UploadPlaceKind.Misplaced);
    }
}
