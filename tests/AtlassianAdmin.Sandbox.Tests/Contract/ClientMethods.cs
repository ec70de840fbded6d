using System.Reflection;
using System.Runtime.CompilerServices;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Sandbox.Tests.Contract;

/// <summary>Every public call of the client, found by reflection, and which of them a test has made.</summary>
internal sealed class ClientMethods
{
    private static readonly string[] Reads = ["Get", "List", "Search", "Find", "Count"];

    private readonly HashSet<string> _called = new(StringComparer.Ordinal);

    /// <summary>Every call, as <c>Users.SuspendAsync</c>.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. typeof(AdminClient).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.PropertyType.Name.EndsWith("Client", StringComparison.Ordinal))
            .SelectMany(property => property.PropertyType
                .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .Where(method => !method.IsSpecialName)
                .Select(method => $"{property.Name}.{method.Name}"))
            .Distinct().Order(StringComparer.Ordinal),
        .. typeof(ScimClient).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.PropertyType.Name.EndsWith("Client", StringComparison.Ordinal))
            .SelectMany(property => property.PropertyType
                .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .Where(method => !method.IsSpecialName)
                .Select(method => $"Scim.{property.Name}.{method.Name}"))
            .Concat(typeof(ScimClient).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .Where(method => method.Name.EndsWith("Async", StringComparison.Ordinal))
                .Select(method => "Scim." + method.Name)),
    ];

    public IReadOnlyList<string> NotCalled => [.. All.Except(_called)];

    /// <summary>Makes a call, and notes by its own text which one it was.</summary>
    public async Task<T> CallAsync<T>(Task<T> call, [CallerArgumentExpression(nameof(call))] string text = "")
    {
        Note(text);
        return await call;
    }

    /// <summary>Reads a list to its end.</summary>
    public async Task<List<T>> ListAsync<T>(IAsyncEnumerable<T> call, [CallerArgumentExpression(nameof(call))] string text = "")
    {
        Note(text);
        var all = new List<T>();
        await foreach (T item in call)
            all.Add(item);
        return all;
    }

    /// <summary>
    /// Makes every call of the client that reads and was not made: a new one needs no case of its own if these arguments, by
    /// name, are all that it must be given.
    /// </summary>
    public async Task CallReadsAsync(AdminClient client, IReadOnlyDictionary<string, object> arguments)
    {
        foreach (PropertyInfo family in typeof(AdminClient).GetProperties().Where(p => p.PropertyType.Name.EndsWith("Client", StringComparison.Ordinal)))
        {
            foreach (MethodInfo read in family.PropertyType.GetMethods().Where(m => Reads.Any(v => m.Name.StartsWith(v, StringComparison.Ordinal))))
            {
                string name = $"{family.Name}.{read.Name}";
                if (!NotCalled.Contains(name) || !read.GetParameters().All(p => p.HasDefaultValue || arguments.ContainsKey(p.Name!)))
                    continue;
                object?[] given = [.. read.GetParameters().Select(p => p.HasDefaultValue ? p.DefaultValue : arguments[p.Name!])];
                await EndAsync(read.Invoke(family.GetValue(client), given)!);
                _called.Add(name);
            }
        }
    }

    private static Task EndAsync(object call)
    {
        Type? list = call.GetType().GetInterfaces().FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>));
        return list is null
            ? (Task)call
            : (Task)typeof(ClientMethods).GetMethod(nameof(ReadToEndAsync), BindingFlags.Static | BindingFlags.NonPublic)!
                .MakeGenericMethod(list.GenericTypeArguments).Invoke(null, [call])!;
    }

    private static async Task ReadToEndAsync<T>(IAsyncEnumerable<T> list)
    {
        await foreach (T _ in list)
        {
        }
    }

    // `client.Users.SuspendAsync(…)`: the family and the name stand before the first bracket.
    private void Note(string text)
    {
        string name = text[(text.IndexOf('.', StringComparison.Ordinal) + 1)..text.IndexOf('(', StringComparison.Ordinal)];
        if (text.StartsWith("scim.", StringComparison.Ordinal))
            name = "Scim." + name;
        if (!All.Contains(name))
            throw new ArgumentException($"{name} is no call of the client.", nameof(text));
        _called.Add(name);
    }
}
