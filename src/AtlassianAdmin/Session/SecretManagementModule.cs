using System.Collections;
using System.Diagnostics;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace AtlassianAdmin.Session;

/// <summary>
/// The cmdlets of Microsoft.PowerShell.SecretManagement, called on the pipeline thread in the runspace of the caller: a vault
/// can ask its questions in the user's own host, and proxies and mocks of these cmdlets work. The module is optional, so
/// nothing of it is referenced.
/// </summary>
internal sealed class SecretManagementModule
{
    public const string ModuleName = "Microsoft.PowerShell.SecretManagement";

    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(50);
    private static readonly ConditionalWeakTable<Runspace, ArrayList> FoundIn = new();

    private readonly TimeSpan _patience;
    private readonly Func<bool> _isStopping;

    public SecretManagementModule(TimeSpan patience, Func<bool> isStopping)
    {
        _patience = patience;
        _isStopping = isStopping;
    }

    /// <summary>Calls one cmdlet; every error, also one that would not end it, is a failure.</summary>
    /// <param name="command">The name of the cmdlet.</param>
    /// <param name="vault">The vault; null when the cmdlet is not about one.</param>
    /// <param name="secretName">The secret; null when the cmdlet is not about one.</param>
    /// <param name="parameters">What else it takes.</param>
    /// <param name="hidden">A text that no error may tell.</param>
    /// <exception cref="AdminException">What went wrong, in one of the codes for vaults and secrets.</exception>
    public IReadOnlyList<PSObject> Call(
        string command, string? vault = null, string? secretName = null, (string Name, object? Value)[]? parameters = null, string? hidden = null)
    {
        var all = new List<(string Name, object? Value)>();
        if (secretName is not null)
            all.Add(("Name", secretName));
        if (vault is not null)
            all.Add(("Vault", vault));
        all.AddRange(parameters ?? []);

        using IDisposable gate = VaultLock.Enter(_patience, _isStopping) ?? throw Busy(vault);
        ArrayList errors = Find();
        object? newest = Newest(errors);
        var watch = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return Invoke(ModuleName + "\\" + command, all);
            }
            catch (Exception e) when (IsFailure(e) && VaultErrors.IsBusy(e))
            {
                Forget(errors, newest);
                // Somebody called SecretManagement without our gate. It has not begun, so it may be tried again.
                if (watch.Elapsed > _patience || _isStopping())
                    throw Busy(vault);
                Thread.Sleep(RetryDelay);
            }
            catch (Exception e) when (IsFailure(e))
            {
                Forget(errors, newest);
                throw VaultErrors.Explain(e, vault, secretName, hidden);
            }
        }
    }

    /// <summary>Loads a vault's module into this session, as using one of its cmdlets would.</summary>
    public static void Load(string module)
    {
        try
        {
            Invoke("Microsoft.PowerShell.Core\\Import-Module", [("Name", module)]);
        }
        catch (Exception e) when (IsFailure(e))
        {
            // SecretManagement will say what is wrong with it.
        }
    }

    /// <summary>Finds the module, once in a runspace, and the list of errors of that runspace.</summary>
    private static ArrayList Find()
    {
        Runspace runspace = Runspace.DefaultRunspace ?? throw new InvalidOperationException("SecretManagement is called on a pipeline thread only.");
        if (FoundIn.TryGetValue(runspace, out ArrayList? errors))
            return errors;
        errors = Invoke("Microsoft.PowerShell.Utility\\Get-Variable", [("Name", "Error"), ("Scope", "Global")])
            .Select(v => v.BaseObject).OfType<PSVariable>().Select(v => v.Value).OfType<ArrayList>().FirstOrDefault() ?? [];
        object? newest = Newest(errors);
        try
        {
            // Also imports it, unless the session has automatic loading turned off.
            List<PSObject> found = Invoke(
                "Microsoft.PowerShell.Core\\Get-Command", [("Name", ModuleName + "\\Get-Secret")], ActionPreference.Ignore);
            if (found.Count == 0)
                Invoke("Microsoft.PowerShell.Core\\Import-Module", [("Name", ModuleName)]);
        }
        catch (Exception e) when (IsFailure(e))
        {
            Forget(errors, newest);
            throw new AdminException(ErrorCode.SecretManagementMissing, e);
        }

        return FoundIn.GetValue(runspace, _ => errors);
    }

    /// <summary>
    /// PowerShell notes the error of a nested command in $Error, in the words of the vault, which may hold the secret. The
    /// cmdlet tells its own error instead.
    /// </summary>
    private static void Forget(ArrayList errors, object? newest)
    {
        while (errors.Count > 0 && !ReferenceEquals(Newest(errors), newest))
            errors.RemoveAt(0);
    }

    private static object? Newest(ArrayList errors) => errors.Count == 0 ? null : errors[0];

    private static List<PSObject> Invoke(
        string command, IEnumerable<(string Name, object? Value)> parameters, ActionPreference onError = ActionPreference.Stop)
    {
        using PowerShell shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddCommand(command).AddParameter("ErrorAction", onError);
        foreach ((string name, object? value) in parameters)
            shell.AddParameter(name, value);
        return shell.Invoke().Where(o => o is not null).ToList();
    }

    // PipelineStoppedException is the user's Ctrl+C and no failure of a vault.
    private static bool IsFailure(Exception e) =>
        e is RuntimeException or InvalidOperationException && e is not PipelineStoppedException;

    private static AdminException Busy(string? vault) =>
        new(ErrorCode.VaultFailed, ("vault", vault), ("detail",
            "SecretManagement serves one caller at a time, and another session of this process has not let go of it"));
}
