using AtlassianAdmin.Sandbox.Organizations;
using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Sandbox.Groups;

/// <summary>What every operation on one group asks first: is there such a directory, is the group in it, may it be changed here.</summary>
internal sealed class GroupAuthorization
{
    private readonly OrganizationAuthorization _authorization;
    private readonly SandboxDirectories _directories;
    private readonly GroupStore _groups;

    public GroupAuthorization(OrganizationAuthorization authorization, SandboxDirectories directories, GroupStore groups)
    {
        _authorization = authorization;
        _directories = directories;
        _groups = groups;
    }

    /// <summary>Reading, in one directory or all of them.</summary>
    public SandboxReply Read(SandboxCall call, string[] values, Func<SandboxGroup, SandboxReply> answer) => _authorization.Pass(call, values[0], () =>
    {
        int? directory = _directories.Find(values[1]);
        if (directory is null && values[1] != SandboxDirectories.Every)
            return SandboxErrors.DirectoryNotFound(call);
        return Find(values[2], directory) is { } group ? answer(group) : NotFound(call);
    });

    /// <summary>Changing, in the group's own directory only.</summary>
    public SandboxReply Write(SandboxCall call, string[] values, Func<SandboxGroup, SandboxReply> answer) =>
        _authorization.Write(call, values[0], _directories, values[1], directory => Find(values[2], directory) is { } group ? answer(group) : NotFound(call));

    /// <summary>What the service answers where an identity provider looks after the group is not documented: of the listed codes, this one speaks of groups.</summary>
    public static SandboxReply External(SandboxCall call) => SandboxErrors.Application(
        call, 403, "ADMIN-403-5", "Forbidden", "The group is managed externally and cannot be modified.");

    private static SandboxReply NotFound(SandboxCall call) =>
        SandboxErrors.Application(call, 404, "ADMIN-UAM-404-3", "Not Found", "Group not found");

    private SandboxGroup? Find(string groupId, int? directory) =>
        _groups.ById(groupId) is { } group && (directory is null || group.Directory == directory) ? group : null;
}
