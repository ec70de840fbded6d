using System.Management.Automation.Host;

namespace AtlassianAdmin.Session;

/// <summary>The errors that say that nothing is connected, with the way out of the place where they are met.</summary>
internal static class NotConnected
{
    public static AdminException ToOrganization(PSHost host, RunspaceState state) => Explain(
        new AdminException(ErrorCode.NotConnected),
        host,
        state.Connections.Count > 0 ? "Other connections are open: name one with -Connection, or run Select-AtlassianConnection. Get-AtlassianConnection lists them." : null,
        AtlassianConnection.IsAnyOpen,
        "Connect-AtlassianOrganization",
        "-Connection");

    public static AdminException ToSite(PSHost host, RunspaceState state) => Explain(
        new AdminException(ErrorCode.SiteNotConnected),
        host,
        state.Sites.Count > 0 ? $"Other sites are connected: name one with -Site ({string.Join(", ", state.Sites.Select(s => s.Host))})." : null,
        AtlassianSite.IsAnyOpen,
        "Connect-AtlassianSite",
        "-Site");

    /// <summary>The connection is closed, or another session opened it.</summary>
    public static AdminException Elsewhere(AtlassianConnection? connection) =>
        new AdminException(ErrorCode.NotConnected).WithRemedy(connection is { IsClosed: false }
            ? $"Another session opened {connection.Name}. It cannot be the current one here: name it with -Connection."
            : "That connection is closed. Get-AtlassianConnection lists the open ones; Connect-AtlassianOrganization opens one.");

    private static AdminException Explain(AdminException failure, PSHost host, string? here, bool isAnyOpen, string command, string parameter) =>
        here is not null ? failure.WithRemedy(here)
        : Prompting.IsBackgroundJob(host) ? failure.WithRemedy(
            $"A job runs in a process of its own, and a connection cannot go there. Run {command} inside the job; a stored key is found there too.")
        // Open, and not here: another runspace of this process has it.
        : isAnyOpen ? failure.WithRemedy(
            $"Another session of this process is connected. In ForEach-Object -Parallel and in thread jobs, pass its connection: {parameter} $using:c, where $c = {command} … -PassThru. Or run {command} here.")
        : failure;
}
