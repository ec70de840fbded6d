using System.Threading.Tasks;
using AtlassianAdmin.Architecture.Tests.Fixtures.Below;

namespace AtlassianAdmin.Architecture.Tests.Fixtures.Above;

/// <summary>Uses each of the types below in the way that its name says, and in no other.</summary>
[AsAttribute(typeof(InAnAttribute))]
internal sealed class Using<T> : AsBase, IAsInterface
    where T : AsConstraint
{
    public AsField? Field { get; set; }

    public List<AsTypeArgument> List { get; } = [];

    public AsArray[] Array { get; } = [];

    public AsNestedFromOutside.Inner? Inner { get; set; }

    public Func<object> Lambda { get; } = () => new InALambda();

    public static AsResult? Convert(AsParameter parameter)
    {
        AsCallee.Call();
        return parameter.ToString() is null ? Activator.CreateInstance<AsResult>() : null;
    }

    public static bool Tests(object value) => value is InATypeTest;

    public static object[] Casts(object[] values) => [.. values.OfType<AsMethodArgument>()];

    public static IEnumerable<int> Iterates()
    {
        yield return new InAnIterator().GetHashCode();
    }

    public static async Task<int> WaitsAsync()
    {
        await Task.Yield();
        return new InAnAsyncMethod().GetHashCode();
    }

    public static void Catches(Action action)
    {
        try
        {
            action();
        }
        catch (AsCaughtException)
        {
            throw new InvalidOperationException();
        }
    }
}
