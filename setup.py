"""What pyproject.toml has no words for: notebooks and shipped study travel in the wheel, from their one place."""

from setuptools import find_namespace_packages, setup

#: Folder in the wheel -> folder here; `analysis.study.find_shipped` knows both.
SHIPPED = {
    f"analysis.shipped.{folder.replace('/', '.')}": folder for folder in ("notebooks", "seeds", "seeds/articles")
}

setup(
    py_modules=["narrative_analysis"],
    packages=[*find_namespace_packages(include=["analysis", "analysis.*"], exclude=["*__pycache__*"]), *SHIPPED],
    package_dir=SHIPPED,
)
