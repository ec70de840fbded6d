using System;
using AtlassianAdmin.Changes;

namespace AtlassianAdmin.Groups;

/// <summary>What was asked for one group, and what became of it.</summary>
public sealed class GroupChange
{
    internal GroupChange(string input, string action, string organization)
    {
        Input = input;
        Action = action;
        Organization = organization;
    }

    /// <summary>The group as it was given.</summary>
    public string Input { get; }

    /// <summary>The id of the group; empty when it could not be found.</summary>
    public string GroupId { get; internal set; } = "";

    /// <summary>The name of the group; null when it could not be found.</summary>
    public string? Name { get; internal set; }

    /// <summary>The organization; marked <c>[sandbox]</c> when it is simulated.</summary>
    public string Organization { get; }

    /// <summary>What was asked, such as <c>DeleteGroup</c>.</summary>
    public string Action { get; }

    /// <summary>What became of it.</summary>
    public ChangeOutcome Outcome { get; internal set; }

    /// <summary>The code of the error; null when there was none.</summary>
    public string? ErrorCode { get; internal set; }

    /// <summary>How often the change was sent; 0 when it was not.</summary>
    public int Attempts { get; internal set; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; internal set; }

    /// <summary>What went wrong, in a sentence; null when nothing did.</summary>
    public string? ErrorMessage { get; internal set; }

    /// <summary>What to type or open next; null when nothing went wrong.</summary>
    public string? RecommendedAction { get; internal set; }

    /// <inheritdoc/>
    public override string ToString() => $"{Action} {Name ?? Input}: {Outcome}";
}
