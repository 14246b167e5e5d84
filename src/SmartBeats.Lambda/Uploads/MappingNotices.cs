using System.Text;
using SmartBeats.Lambda.Notices;
using SmartBeats.Pipeline.Intake;
using SmartBeats.Pipeline.Run;
using static SmartBeats.Lambda.Uploads.UploadNotices;

namespace SmartBeats.Lambda.Uploads;

/// <summary>What a city's people are asked and told about the columns of a file: names, forms and counts, never what a row holds.</summary>
internal static class MappingNotices
{
    /// <summary>The question, with the proposal beside it as a <c>mapping.json</c> that has only to be copied.</summary>
    public static async Task<Notice> AskAsync(Cloud cloud, City city, Upload upload, UploadRecord record)
    {
        var question = record.Mapping!;
        var proposed = Keys.Report.For(city.Id, upload.Id, CityMappings.FileName);
        await cloud.Store.PutAsync(proposed, Encoding.UTF8.GetBytes($"{{\"schemaVersion\": 1, \"mappings\": [{question.Proposal.GetRawText()}]}}\n"));
        var text = new StringBuilder();
        Line(text, $"{record.FileName} waits: a file with these columns is new to {city.Name}. Nothing was loaded yet.\n");
        Line(text, $"From its {question.Rows:N0} rows and its header it would be read so:");
        foreach (var field in question.Fields)
        {
            Line(text, $"- {field.Field} from {field.Reading}{(field.Reason is null ? "" : ": " + field.Reason)}");
        }

        if (question.Unused.Count > 0)
        {
            Line(text, $"Not used: {string.Join(", ", question.Unused)}.");
        }

        AddDoubts(text, question);
        foreach (var note in question.Notes)
        {
            Line(text, $"\nNote: {note}");
        }

        var bucket = $"s3://{upload.Bucket}";
        Line(text, $"""

            To confirm, do one of these; it is asked once, and later files of these columns load without a question:

            1. In the console: Data, {record.FileName}.
            2. By the API: GET {cloud.Variable(Variables.ApiUrl)}/cities/{city.Id}/uploads/{record.Upload}
               shows the proposal; PUT it, corrected where it is wrong, to
               {cloud.Variable(Variables.ApiUrl)}/cities/{city.Id}/mappings/{question.Fingerprint}
            3. In the bucket: the proposal is kept as a {CityMappings.FileName}. Correct it where it is wrong, and drop it beside the file:
               aws s3 cp {bucket}/{proposed} {bucket}/{Keys.Upload.For(city.Id, CityMappings.FileName)}
            """);
        return Notice.Of($"SmartBeats: how is {record.FileName} read? ({city.Name})", text.ToString().ReplaceLineEndings("\n"));
    }

    /// <summary>That mappings were kept.</summary>
    /// <param name="mappings">How many.</param>
    /// <param name="resumed">Uploads that waited for them and go on.</param>
    public static Notice Confirm(City city, UploadRecord record, int mappings, int resumed)
    {
        var text = new StringBuilder();
        var (kept, headers) = mappings == 1 ? ("mapping is", "that header") : ("mappings are", "those headers");
        Line(text, $"{mappings:N0} {kept} kept for {city.Name}: files with {headers} are read so from now on.\n");
        switch (resumed)
        {
            case 0:
                Line(text, $"No file waited for it.");
                break;
            case 1:
                Line(text, $"The file that waited is loaded now; a message follows.");
                break;
            default:
                Line(text, $"The {resumed} files that waited are loaded now; messages follow.");
                break;
        }

        return Notice.Of($"SmartBeats: {record.FileName} is kept for {city.Name}", text.ToString());
    }

    private static void AddDoubts(StringBuilder text, MappingQuestion question)
    {
        if (question.Doubts.Count == 0)
        {
            return;
        }

        Line(text, $"\nWhat the file does not tell:");
        foreach (var doubt in question.Doubts)
        {
            var choices = string.Join(" / ", doubt.Choices.Select(choice => choice.Label));
            Line(text, $"- {doubt.Field}: {doubt.Question}{(choices.Length == 0 ? "" : $" ({choices})")}");
        }
    }
}
