namespace AtlassianAdmin.Changes.Operations;

/// <summary>Whom an operation touches.</summary>
public enum Touched : long
{
    /// <summary>The person it is for.</summary>
    Person,

    /// <summary>Everybody who is in the group, or gets into it or out of it.</summary>
    Members,

    /// <summary>No person.</summary>
    Nobody,
}
