using Xunit.Abstractions;

namespace AtlassianAdmin.Architecture.Tests;

public class FolderTests(ITestOutputHelper output)
{
    [Theory]
    [MemberData(nameof(Project.Names), MemberType = typeof(Project))]
    public void The_folders_of_a_project_do_not_use_each_other_in_a_circle(string project)
    {
        var graph = new FolderGraph(Project.Of(project).Assembly.Uses);
        output.WriteLine(string.Join("\n", graph.Arrows.GroupBy(a => a.From).Select(used => $"{used.Key} uses {string.Join(", ", used.Select(a => a.To))}")));

        IReadOnlyList<string> circles = graph.Circles();

        Assert.True(circles.Count == 0, string.Join("\n", circles));
    }
}
