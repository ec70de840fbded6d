# How to start this very PowerShell again, in one process: the program, and the arguments that come first.
# The path of this process does not tell: for a .NET tool it is dotnet.
function Get-PowerShellCommand {
    if ($PSVersionTable.PSEdition -eq 'Desktop') {
        return [pscustomobject]@{ Program = Join-Path $PSHOME 'powershell.exe'; Arguments = @() }
    }
    $suffix = if ($IsWindows) { '.exe' }
    $runtime = [System.Runtime.InteropServices.RuntimeEnvironment]::GetRuntimeDirectory().TrimEnd('\', '/')
    if ($runtime -eq $PSHOME.TrimEnd('\', '/')) {
        return [pscustomobject]@{ Program = Join-Path $PSHOME "pwsh$suffix"; Arguments = @() }
    }
    # A PowerShell that uses the machine's .NET. The pwsh in a tool's package is for one kind of processor, dotnet is for this one.
    $dotnet = (Resolve-Path -LiteralPath (Join-Path $runtime "../../../dotnet$suffix")).ProviderPath
    [pscustomobject]@{ Program = $dotnet; Arguments = @(Join-Path $PSHOME 'pwsh.dll') }
}
