# What runs on GitHub with rights or secrets: nothing there may change without a commit here.

[System.Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '', Justification = 'Pester hands variables from block to block.')]
param()

BeforeDiscovery {
    $root = Split-Path $PSScriptRoot
    $workflows = @(Get-ChildItem (Join-Path $root '.github/workflows/*.yml'), (Join-Path $root 'samples/offboarding/*.yml') | ForEach-Object { @{ Name = $_.Name; File = $_.FullName } })
}

Describe 'The workflow <Name>' -ForEach $workflows {
    BeforeAll {
        $script:Lines = @(Get-Content -LiteralPath $File)
    }

    It 'takes each action at a commit, with its version beside it, or from this repository' {
        $uses = @($Lines -match '^[ -]*uses:')
        $uses.Count | Should -BeGreaterThan 0
        $uses -notmatch '^[ -]*uses: (actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+|\./\.github/workflows/[\w-]+\.yml)$' | Should -BeNullOrEmpty
    }

    It 'gives no right but reading the repository' {
        $Lines -match '^permissions:' | Should -HaveCount 1
        $Lines -match ':\s*write\b|write-all' | Should -BeNullOrEmpty
    }
}

Describe 'The job that publishes' {
    BeforeAll {
        $script:Root = Split-Path $PSScriptRoot
        $text = Get-Content -LiteralPath (Join-Path $Root '.github/workflows/release.yml') -Raw
        $script:Before, $script:Job = $text -split '(?m)^  publish:\r?$'
    }

    It 'alone has the key, in one step' {
        $Job | Should -Match '\$\{\{ secrets\.POWERSHELL_GALLERY_KEY \}\}'
        [regex]::Matches($Job, 'secrets\.').Count | Should -Be 1
        $Before | Should -Not -Match 'secrets[.:]'
        Get-Content -LiteralPath (Join-Path $Root '.github/workflows/test.yml'), (Join-Path $Root '.github/workflows/ci.yml') -Raw | Should -Not -Match 'secrets[.:]'
    }

    It 'waits for the tests, and takes their package and nothing else' {
        $Job | Should -Match '(?m)^    needs: test\r?$'
        $Job | Should -Match '(?m)^    environment: powershell-gallery\r?$'
        $Job | Should -Match '(?m)^    permissions: \{\}\r?$'
        [regex]::Matches($Job, '(?m)uses: ([\w/-]+)@').ForEach({ $_.Groups[1].Value }) | Should -Be 'actions/download-artifact'
        $Job | Should -Not -Match 'Install-|dotnet|build\.ps1|curl|Invoke-WebRequest|Invoke-RestMethod'
        $Job | Should -Match 'needs\.test\.outputs\.package-sha256'
    }
}
