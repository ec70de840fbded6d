# The PowerShell that tests and scripts start: the one that runs them, whether it is installed, a .NET tool or Windows PowerShell.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
}

Describe 'The PowerShell that is started' {
    It 'is the one that runs this' {
        $command = Get-PowerShellCommand
        $facts = '-NoProfile', '-NonInteractive', '-Command', '$PSVersionTable.PSVersion.ToString(); $PSVersionTable.PSEdition; $PSHOME'
        & $command.Program ($command.Arguments + $facts) | Should -Be "$($PSVersionTable.PSVersion)", $PSVersionTable.PSEdition, $PSHOME
    }

    It 'takes arguments with blanks and quotes' {
        $command = Get-PowerShellCommand
        $file = Join-Path $TestDrive 'with blank.ps1'
        Set-Content -LiteralPath $file -Value 'param($First, $Second) $First; $Second'
        & $command.Program ($command.Arguments + @('-NoProfile', '-NonInteractive', '-File', $file, 'a b', "it's")) | Should -Be 'a b', "it's"
    }

    It 'is the process that works, so that it can be ended and measured' {
        $start = New-ShellStart "-NoProfile -NonInteractive $(ConvertTo-EncodedCommand '$PID; Start-Sleep -Seconds 600')"
        $start.RedirectStandardOutput = $true
        $process = [System.Diagnostics.Process]::Start($start)
        try {
            $process.StandardOutput.ReadLine() | Should -Be $process.Id
            $process.Kill()
            $process.WaitForExit(30000) | Should -BeTrue
            Get-Process -Id $process.Id -ErrorAction Ignore | Should -BeNullOrEmpty
        }
        finally {
            $process.Dispose()
        }
    }
}

Describe 'The scripts' {
    It 'do not take the path of the process for PowerShell' {
        $scripts = @(Get-ChildItem (Split-Path $PSScriptRoot) -File -Recurse -Include *.ps1, *.psm1 | Where-Object { $_.FullName -notmatch '[\\/](bin|obj|out|artifacts)[\\/]' })
        $scripts.Name | Should -Contain 'build.ps1'
        $scripts | Where-Object Name -NE 'PowerShell.Tests.ps1' |
            Select-String -Pattern '\(Get-Process [^)]*\$PID[^)]*\)\.(Path|MainModule)|::ProcessPath|GetCurrentProcess\(\)\.MainModule' |
            ForEach-Object { "$($_.Path), line $($_.LineNumber)" } | Should -BeNullOrEmpty
    }
}
