namespace AtlassianAdmin.Reviews.Inactivity;

/// <summary>How sure a finding is. Missing data makes a finding less sure, never more.</summary>
public enum Confidence : long
{
    /// <summary>Nothing says otherwise, but hardly anything says so either: look before acting.</summary>
    Low,

    /// <summary>The data that there is says so, and some that there could be is missing.</summary>
    Medium,

    /// <summary>Everything that the service can tell was asked, and says so.</summary>
    High,
}
