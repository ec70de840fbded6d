namespace AtlassianAdmin.Architecture.Tests;

public class FolderTests
{
    [Theory]
    [MemberData(nameof(Project.Names), MemberType = typeof(Project))]
    public void The_folders_of_a_project_do_not_use_each_other_in_a_circle(string project)
    {
        IReadOnlyList<string> circles = new FolderGraph(Project.Of(project).Assembly.Uses).Circles();

        Assert.True(circles.Count == 0, string.Join("\n", circles));
    }
}
