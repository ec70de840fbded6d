namespace AtlassianAdmin.Changes.Operations.ApiAccess;

/// <summary>What was asked for one admin API key, and what became of it.</summary>
public sealed class ApiKeyChange : Change
{
    internal ApiKeyChange(string input, string action, string organization)
        : base(input, action, organization)
    {
    }

    /// <summary>The id of the key.</summary>
    public string ApiKeyId { get; internal set; } = "";

    internal override string TargetId
    {
        get => ApiKeyId;
        set => ApiKeyId = value;
    }

    internal override string Who => $"API key {(Name is null ? ApiKeyId : $"{Name} ({ApiKeyId})")}";

    /// <inheritdoc/>
    public override string ToString() => $"{Action} {Name ?? Input}: {Outcome}";
}
