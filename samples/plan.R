# A plan in three lines of R: Rscript samples/plan.R [smartbeats]. jsonlite reads what the command prints.
command <- c(commandArgs(trailingOnly = TRUE), "smartbeats")[1]
plan <- jsonlite::fromJSON(paste(system2(command, c("design", "samples/city.zip", "samples/calls.csv", "--beats", "12", "--json", "-q"), stdout = TRUE), collapse = "\n"))
print(plan$measures$beats[, c("number", "calls")])
