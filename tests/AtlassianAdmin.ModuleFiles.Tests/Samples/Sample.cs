using System;
using System.Collections.Generic;

namespace AtlassianAdmin.ModuleFiles.Tests.Samples;

/// <summary>What the sample cmdlets return.</summary>
public sealed class Sample
{
    public string Name { get; } = "";

    public string? Id { get; }

    public int Size { get; }

    public DateTimeOffset? CreatedAt { get; }

    public IReadOnlyList<string> Tags { get; } = [];
}
