using System.Collections;
using System.Text.RegularExpressions;
using AtlassianAdmin.Changes.Journal;

namespace AtlassianAdmin.Session;

/// <summary>
/// Who works in a session. A process may run as an account that nobody is: in a JEA session that is a virtual one, in Azure
/// Automation that of the worker. Then the person who connected, or the job, is told as well.
/// </summary>
internal static class SessionOperator
{
    /// <summary>The account and the machine, and for whom.</summary>
    public static string Of(SessionState session)
    {
        string account = JournalRun.CurrentOperator;
        if (ConnectedUser(session) is { } user && !account.StartsWith(user + "@", StringComparison.OrdinalIgnoreCase))
            account += $", for {user}";
        if (AutomationJob(session) is { } job)
            account += $", in Azure Automation job {job}";
        return account;
    }

    // A constant of every remote session, which a JEA user cannot set.
    private static string? ConnectedUser(SessionState session) =>
        Text(Member(Member(Member(Variable(session, "PSSenderInfo"), "UserInfo"), "Identity"), "Name"));

    // A variable in the runtimes of Windows PowerShell, an environment variable in those of PowerShell 7.
    private static string? AutomationJob(SessionState session) =>
        Text(Member(Variable(session, "PSPrivateMetadata"), "JobId")) ?? JobId(Environment.GetEnvironmentVariable("PSPrivateMetadata"));

    // The id alone, or among other data.
    private static string? JobId(string? metadata) =>
        metadata is not null && Regex.Match(metadata, "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", RegexOptions.IgnoreCase) is { Success: true } id ? id.Value : null;

    private static object? Variable(SessionState session, string name) => session.PSVariable.GetValue("global:" + name);

    private static object? Member(object? value, string name) => value switch
    {
        null => null,
        PSObject { BaseObject: IDictionary entries } => entries[name],
        IDictionary entries => entries[name],
        _ => PSObject.AsPSObject(value).Properties[name]?.Value,
    };

    private static string? Text(object? value) => value?.ToString() is { } text && text.Trim().Length > 0 ? text.Trim() : null;
}
