namespace AtlassianAdmin.Changes.Operations.Groups;

/// <summary>What was asked for one group, and what became of it.</summary>
public sealed class GroupChange : Change
{
    internal GroupChange(string input, string action, string organization)
        : base(input, action, organization)
    {
    }

    /// <summary>The id of the group; empty when it could not be found.</summary>
    public string GroupId { get; internal set; } = "";

    internal override string TargetId
    {
        get => GroupId;
        set => GroupId = value;
    }

    internal override string Who => $"group {Name ?? (GroupId.Length > 0 ? GroupId : Input)}";

    /// <inheritdoc/>
    public override string ToString() => $"{Action} {Name ?? Input}: {Outcome}";
}
