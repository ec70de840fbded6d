namespace AtlassianAdmin.Engine;

/// <summary>The one place where a failure of the client becomes an error of PowerShell.</summary>
internal static class ErrorRecords
{
    public static ErrorRecord ToErrorRecord(this AdminException failure, PSCmdlet cmdlet, object? target) =>
        failure.ToErrorRecord(cmdlet, target, failure.Message, failure.Remedy);

    /// <summary>The same, where the command knows more than the catalogue.</summary>
    public static ErrorRecord ToErrorRecord(this AdminException failure, PSCmdlet cmdlet, object? target, string message, string remedy)
    {
        // The kinds bear PowerShell's own names, so the mapping cannot miss.
        var category = (ErrorCategory)Enum.Parse(typeof(ErrorCategory), failure.Definition.Kind.ToString());
        string next = ShownText.Of(remedy);
        string shown = ShowsRecommendedAction(cmdlet) ? ShownText.Of(message) : ShownText.Of(message) + Environment.NewLine + next;
        return new ErrorRecord(failure, failure.Code, category, target)
        {
            ErrorDetails = new ErrorDetails(shown) { RecommendedAction = next },
        };
    }

    // A host formats errors in the global scope, a script that formats them itself in its own.
    private static bool ShowsRecommendedAction(PSCmdlet cmdlet) =>
        PowerShellEngine.ShowsRecommendedAction && IsConcise(cmdlet, "ErrorView") && IsConcise(cmdlet, "global:ErrorView");

    // A string or, where the variable has its type, an enumeration.
    private static bool IsConcise(PSCmdlet cmdlet, string variable) =>
        string.Equals(cmdlet.SessionState.PSVariable.GetValue(variable)?.ToString(), "ConciseView", StringComparison.OrdinalIgnoreCase);
}
