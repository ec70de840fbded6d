namespace AtlassianAdmin.Architecture.Tests;

public class ProjectTests
{
    [Theory]
    [MemberData(nameof(Project.Names), MemberType = typeof(Project))]
    public void A_project_uses_only_those_below_it(string name)
    {
        Project project = Project.Of(name);

        Assert.Empty(project.Assembly.References.Where(r => r.StartsWith("AtlassianAdmin", StringComparison.Ordinal)).Except(project.MayUse));
    }

    [Theory]
    [MemberData(nameof(Project.Names), MemberType = typeof(Project))]
    public void The_namespaces_of_a_project_begin_with_its_name(string name)
    {
        IEnumerable<TypeName> strangers = Project.Of(name).Assembly.Types.Where(t => t.Namespace != name && !t.Namespace.StartsWith(name + ".", StringComparison.Ordinal));

        Assert.Empty(strangers.Select(t => $"{t.Namespace}.{t.Name}"));
    }

    [Fact]
    public void No_two_projects_share_a_namespace()
    {
        IEnumerable<string> shared = Project.All
            .SelectMany(p => p.Assembly.Types.Select(t => t.Namespace).Distinct().Select(space => (Space: space, p.Name)))
            .GroupBy(n => n.Space, n => n.Name)
            .Where(g => g.Count() > 1)
            .Select(g => $"{g.Key}: {string.Join(", ", g)}");

        Assert.Empty(shared);
    }

    [Fact]
    public void Only_the_module_knows_PowerShell() =>
        Assert.Equal(["AtlassianAdmin"], Project.All.Where(p => p.Assembly.References.Contains("System.Management.Automation")).Select(p => p.Name));
}
