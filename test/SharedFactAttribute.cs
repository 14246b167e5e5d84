namespace SmartBeats;

/// <summary>A test over shared data: skipped, loudly, where the named file or folder is missing.</summary>
internal sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute(string needs)
    {
        if (!SharedData.Exists(needs))
        {
            Skip = $"SHARED DATA MISSING: ../shared/data/{needs}";
        }
    }
}

/// <summary>A theory over shared data: skipped, loudly, where the named file or folder is missing.</summary>
internal sealed class SharedTheoryAttribute : TheoryAttribute
{
    public SharedTheoryAttribute(string needs)
    {
        if (!SharedData.Exists(needs))
        {
            Skip = $"SHARED DATA MISSING: ../shared/data/{needs}";
        }
    }
}
