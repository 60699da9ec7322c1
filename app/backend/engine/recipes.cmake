# SPDX-License-Identifier: GPL-3.0-or-later
# Included by CMakeLists.txt beside it: recipes, and what they are given.
set(ENGINE_RECIPE_SOURCES
    local_ca.cpp
    ports.cpp
    secrets.cpp
    stack_variables.cpp
    recipes/binary_recipe.cpp
    recipes/broker_definitions.cpp
    recipes/certificate.cpp
    recipes/launch_plan.cpp
    recipes/postgres_recipe.cpp
    recipes/private_file.cpp
    recipes/rabbitmq_recipe.cpp
    recipes/traefik_program.cpp
    recipes/traefik_recipe.cpp)
