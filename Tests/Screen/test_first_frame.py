"""Opening: what is there, and how soon."""

import pytest

import expect


@pytest.mark.parametrize("columns, rows", [(120, 40), (80, 24)])
def test_every_pane_is_on_the_main_screen(workbench, small, columns, rows):
    terminal = workbench(small, columns=columns, rows=rows)
    terminal.settle()
    text = terminal.text
    assert all(title in text for title in expect.PANES)
    assert expect.shown_k(text) == expect.DEFAULT_K
    assert "small.csv" in text


@pytest.mark.parametrize("columns, rows", [(120, 40), (80, 24)])
def test_the_first_frame_comes_at_once(workbench, small, columns, rows):
    times = []
    for _ in range(5):
        terminal = workbench(small, columns=columns, rows=rows)
        times.append(terminal.chunks[-1][0] - terminal.started)
        # While a run goes on, q only asks.
        terminal.wait_until(lambda screen: expect.FINISHED.search(screen.text))
        terminal.settle()
        terminal.send(expect.QUIT)
        terminal.wait_for_exit()
    assert min(times) < expect.FIRST_FRAME, times


def test_the_file_may_be_given_later(run, program):
    terminal = run([program])
    terminal.wait_until(lambda screen: expect.has_main_screen(screen.text))


def test_a_locale_that_is_not_installed_still_shows_lines(workbench, small):
    terminal = workbench(small, env={"LC_ALL": "xx_YY.UTF-8", "LANG": "xx_YY.UTF-8"})
    assert any(line in terminal.text for line in "┌┏╭")
