using System.Text.Json.Serialization;

namespace AtlassianAdmin.Changes.Plans;

/// <summary>What a plan is for. It decides what must hold beside the state of each step.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PlanKind>))]
public enum PlanKind : long
{
    /// <summary>Changes that <c>-WhatIf</c> foresaw.</summary>
    Changes,

    /// <summary>The departure of people: nobody who has become an organization admin is touched.</summary>
    Offboarding,

    /// <summary>New e-mail addresses.</summary>
    EmailMove,
}
