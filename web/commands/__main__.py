"""python -m web.commands is the console script."""

from web.commands import main

main()
