using SmartBeats.Publishing;

namespace SmartBeats.Api.Comments;

/// <summary>Comments as a table to keep beside the plan's files.</summary>
internal static class CommentTable
{
    /// <summary>One row a comment, in the order they came.</summary>
    public static byte[] Write(IReadOnlyList<PlanComment> comments) => CommentCsv.Write([.. comments.Select(comment => new CommentRow(
        comment.Number, comment.At, comment.By, comment.Link is not null, comment.Answers, comment.On?.Beat, comment.On?.Area, comment.On?.Lon, comment.On?.Lat,
        comment.Resolved == true, comment.Shown, comment.Text))]);
}
