using Amazon.CDK.AWS.Logs;

namespace SmartBeats.Cdk;

/// <summary>CloudWatch keeps logs for certain numbers of days only.</summary>
internal static class LogRetention
{
    /// <exception cref="SettingsException">Not one of them.</exception>
    public static RetentionDays Of(int days) => days switch
    {
        7 => RetentionDays.ONE_WEEK,
        14 => RetentionDays.TWO_WEEKS,
        30 => RetentionDays.ONE_MONTH,
        60 => RetentionDays.TWO_MONTHS,
        90 => RetentionDays.THREE_MONTHS,
        180 => RetentionDays.SIX_MONTHS,
        365 => RetentionDays.ONE_YEAR,
        _ => throw new SettingsException($"logDays is {days}", "Write 7, 14, 30, 60, 90, 180 or 365."),
    };
}
