using System.Threading.Tasks;

namespace AtlassianAdmin.Architecture.Tests.Fixtures.Cmdlets;

[AttributeUsage(AttributeTargets.Class)]
internal sealed class CmdletAttribute : Attribute;

// Each loops in the way that its name says, and in no other.
[Cmdlet]
internal static class InAMethod
{
    public static void Loop(Queue<int> items)
    {
        while (items.TryDequeue(out int item))
            Console.WriteLine(item);
    }
}

[Cmdlet]
internal static class InAProperty
{
    public static int Sum
    {
        get
        {
            int sum = 0;
            for (int index = 0; index < 9; index++)
                sum += index;
            return sum;
        }
    }
}

[Cmdlet]
internal static class InALambda
{
    public static Action<int[]> Loop { get; } = items =>
    {
        foreach (int item in items)
            Console.WriteLine(item);
    };
}

[Cmdlet]
internal static class InAnIterator
{
    public static IEnumerable<int> Loop(IEnumerable<int> items)
    {
        foreach (int item in items)
            yield return item + 1;
    }
}

[Cmdlet]
internal static class InAnAsyncMethod
{
    public static async Task LoopAsync(int[] items)
    {
        foreach (int item in items)
            await Task.Delay(item);
    }
}

[Cmdlet]
internal static class InANestedType
{
    internal static class Inner
    {
        public static void Loop(int more)
        {
        again:
            Console.WriteLine(more);
            if (more-- > 0)
                goto again;
        }
    }
}

[Cmdlet]
internal static class ByForEachOfAList
{
    public static void Loop(List<int> items) => items.ForEach(Console.WriteLine);
}

[Cmdlet]
internal static class ByForEachOfArrays
{
    public static void Loop(int[] items) => Array.ForEach(items, Console.WriteLine);
}

// What only looks like one.
[Cmdlet]
internal static class WithoutALoop
{
    public static async Task<int[]> ReadAsync(int[] items, string how)
    {
        int[] chosen = [.. items.Where(item => item > 0).Select(item => how switch { "all" => item, "half" => item / 2, _ => 0 })];
        try
        {
            await Task.Yield();
        }
        catch (InvalidOperationException) when (chosen.Length > 0)
        {
            await Task.Delay(1);
        }

        return chosen;
    }

    public static IEnumerable<int> Both(int first, int second)
    {
        yield return first;
        yield return second;
    }
}
