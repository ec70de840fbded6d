namespace AtlassianAdmin.Changes.Operations.Provisioning;

/// <summary>What was asked for one record of a SCIM directory, and what became of it. The account is the one that the record is linked to.</summary>
public sealed class ScimUserChange : Change
{
    internal ScimUserChange(string input, string action, string organization)
        : base(input, action, organization)
    {
    }

    /// <summary>The id of the record; empty when it could not be found.</summary>
    public string ScimUserId { get; internal set; } = "";

    internal override string TargetId
    {
        get => ScimUserId;
        set => ScimUserId = value;
    }

    internal override string Who => Email ?? (ScimUserId.Length > 0 ? ScimUserId : Input);
}
