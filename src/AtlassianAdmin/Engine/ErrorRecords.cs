namespace AtlassianAdmin.Engine;

/// <summary>The one place where a failure of the client becomes an error of PowerShell.</summary>
internal static class ErrorRecords
{
    public static ErrorRecord ToErrorRecord(this AdminException failure, object? target)
    {
        // The kinds bear PowerShell's own names, so the mapping cannot miss.
        var category = (ErrorCategory)Enum.Parse(typeof(ErrorCategory), failure.Definition.Kind.ToString());
        return new ErrorRecord(failure, failure.Code, category, target)
        {
            ErrorDetails = new ErrorDetails(failure.Message) { RecommendedAction = failure.Remedy },
        };
    }
}
