# Each guide from its first line to its last, on the sandbox, and what is so in the end.

BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot 'HelpExamples.psm1')
    Import-Module (Join-Path $PSScriptRoot 'Vaults.psm1')
    $guides = @(
        @{
            Guide = 'leaver'
            Shows = @'
(Get-AtlassianUserProfile many.tokens@example.com).AccountStatus
@(Get-AtlassianUserToken many.tokens@example.com).Count
(Get-Content leaver.html -Raw) -match 'HR-7'
@(Get-AtlassianChange -JournalPath leaver.jsonl | Where-Object { -not $_.Verified }).Count
'@
            As    = 'inactive', '0', 'True', '0'
        }
        @{
            Guide = 'clean-up'
            Shows = @'
$sure.Count -gt 5
$planned = @($plan.People | Where-Object Decision -EQ Planned)
@($planned | Get-AtlassianUser | Where-Object Status -NE suspended).Count
(Get-Content clean-up.html -Raw) -match 'FIN-31'
(Import-Csv idle.csv).Count -eq $idle.Count
'@
            As    = 'True', '0', 'True', 'True'
        }
        @{
            Guide    = 'undo'
            Shows    = '$wrong | Get-AtlassianUserProfile | ForEach-Object AccountStatus; (Get-Content undone.html -Raw) -match ''Wrong list'''
            As       = 'active', 'active', 'inactive', 'True'
            Warnings = 'cannot be undone'
        }
        @{
            Guide = 'runspaces'
            Shows = '@($tokens).Count -gt 1; @($suspended).Count -gt 0; $suspended.Status | Sort-Object -Unique; @(Get-AtlassianConnection).Count'
            As    = 'True', 'True', 'suspended', '0'
        }
        @{
            Guide = 'mocking'
            Shows = '"$($changes.Outcome)"; "$($changes.ErrorCode | Where-Object { $_ })"; "$($mia.GetType().Name) $($change.GetType().Name) $($change.Outcome)"; @(Get-AtlassianConnection).Count'
            As    = 'Changed Failed', 'ManagedByScim', 'User Change WhatIf', '0'
        }
        @{
            Guide = 'azure-automation'
            Shows = '@($open).Count; @($changes).Count -gt 2; (Get-AtlassianUserProfile mia.active@example.com).AccountStatus'
            As    = '0', 'True', 'inactive'
        }
        @{
            Guide = 'key-rotation'
            Vault = $true
            Shows = '(Get-AtlassianAdminKey).DaysLeft -gt 360; (Get-AtlassianApiKey).Label -contains ''Old automation''; (Get-AtlassianApiKey).Label -contains ''Ad-hoc script'''
            As    = 'True', 'False', 'True'
        }
    )
    $obstacle = Get-VaultObstacle -RestoresList
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'HelpExamples.psm1')
    $script:Guides = Join-Path $PSScriptRoot '../docs/guides'

    function Get-GuideCode {
        param([string] $Guide)
        $fences = @(Get-Fence (Get-Content -Raw -Encoding UTF8 (Join-Path $Guides "$Guide.md")))
        $fences.Language | Should -BeIn 'powershell', 'text'
        # A test of Pester's own cannot run inside of one.
        @($fences | Where-Object Language -EQ 'text').Count | Should -Be ([int]($Guide -eq 'mocking'))
        ($fences | Where-Object Language -EQ 'powershell').Code -join "`n"
    }
}

Describe 'The guides' {
    It '<Guide> runs from its first line to its last' -ForEach ($guides | Where-Object { -not $_.Vault }) {
        $warned = $_['Warnings']
        $folder = New-Item -ItemType Directory (Join-Path $TestDrive $Guide)
        $result = Invoke-Example -Code (Get-GuideCode $Guide) -Shows $Shows -Folder $folder.FullName
        $result.Errors | Should -BeNullOrEmpty
        $result.Shown | Should -Be $As
        if ($warned) {
            $result.Warnings -match $warned | Should -Not -BeNullOrEmpty
        }
        else {
            $result.Warnings | Should -BeNullOrEmpty
        }
    }

    It '<Guide> runs from its first line to its last, with a vault' -ForEach ($guides | Where-Object { $_.Vault }) -Skip:([bool] $obstacle) {
        $folder = New-Item -ItemType Directory (Join-Path $TestDrive $Guide)
        $result = @(Invoke-VaultExample -Example @{ Code = Get-GuideCode $Guide; Shows = $Shows } -Folder $folder.FullName)[0]
        $result.Errors | Should -BeNullOrEmpty
        $result.Shown | Should -Be $As
    }

    It 'the five jobs of the README run as they stand' {
        $readme = Get-Content -Raw -Encoding UTF8 (Join-Path $PSScriptRoot '../README.md')
        $readme -match '(?ms)^## Five everyday jobs\s+```powershell\r?\n(?<code>.*?)^```' | Should -BeTrue
        $folder = New-Item -ItemType Directory (Join-Path $TestDrive 'README')
        "Email`nmia.active@example.com`nmany.tokens@example.com" | Set-Content (Join-Path $folder 'leavers.csv')
        $result = Invoke-Example -Code $Matches['code'] -Folder $folder.FullName -Shows @'
(Get-AtlassianUserProfile mia.active@example.com).AccountStatus
@($Output | Where-Object Outcome -EQ Changed | Where-Object Verified).Count
(Get-Item idle.html).Length -gt 1000
'@
        $result.Errors | Should -BeNullOrEmpty
        $result.Shown | Should -Be 'inactive', '2', 'True'
    }

    It 'the tests that SECURITY.md names are there' {
        $security = Get-Content -Raw -Encoding UTF8 (Join-Path $PSScriptRoot '../SECURITY.md')
        $named = [regex]::Matches($security, '`(?<name>(?:pester|tests)/[^`]+|[A-Za-z]+Tests)`').ForEach{ $_.Groups['name'].Value } | Sort-Object -Unique
        $named.Count | Should -BeGreaterThan 15
        $classes = (Get-ChildItem (Join-Path $PSScriptRoot '../tests') -Recurse -Filter '*Tests.cs').BaseName
        $named | Where-Object { $_ -notin $classes -and -not (Test-Path (Join-Path $PSScriptRoot "../$_")) } | Should -BeNullOrEmpty
    }

    It '<_> is found from the README' -ForEach 'leaver', 'clean-up', 'undo', 'key-rotation', 'runspaces', 'mocking', 'azure-automation' {
        $readme = Get-Content -Raw -Encoding UTF8 (Join-Path $PSScriptRoot '../README.md')
        $readme.Contains("docs/guides/$_.md") | Should -BeTrue
    }

    It '<_> leads only to what is there' -ForEach 'leaver', 'clean-up', 'undo', 'key-rotation', 'runspaces', 'mocking', 'azure-automation' {
        $text = Get-Content -Raw -Encoding UTF8 (Join-Path $Guides "$_.md")
        foreach ($link in [regex]::Matches($text, '\]\((?!http)([^)#]+)\)')) {
            Join-Path $Guides $link.Groups[1].Value | Should -Exist
        }
    }
}
